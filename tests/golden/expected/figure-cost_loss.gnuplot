set terminal svg size 720,526 dynamic noenhanced font 'sans-serif,12' background '#ffffff'
set encoding utf8
set multiplot
unset key
unset xtics
unset ytics
set border 3 lc rgb '#888888' lw 0.8
set lmargin at screen 0.07850
set rmargin at screen 0.97500
set tmargin at screen 0.74525
set bmargin at screen 0.21293
unset logscale x
set xrange [0.710555:1.01638]
unset logscale y
set yrange [0.964373:1.62941]
$data1 << END
0.8 0.964373
0.8 1.62941

0.9 0.964373
0.9 1.62941

1 0.964373
1 1.62941

0.710555 1
1.01638 1

0.710555 1.2
1.01638 1.2

0.710555 1.4
1.01638 1.4

0.710555 1.6
1.01638 1.6

END
$data2 << END
0.710555 1
1.01638 1
END
$data3 << END
1 0.964373
1 1.62941
END
$data4 << END
1 1.58138
1 1.59378

END
$data5 << END
1 1.58757
END
$data6 << END
0.728191 1.23579
0.728191 1.25187

END
$data7 << END
0.728191 1.2438
END
$data8 << END
0.998269 1.47399
0.998269 1.48933

END
$data9 << END
0.998269 1.48164
END
$data10 << END
0.726964 1.10649
0.726964 1.12189

END
$data11 << END
0.726964 1.11416
END
$data12 << END
0.995518 1.48301
0.995518 1.50381

END
$data13 << END
0.995518 1.49337
END
$data14 << END
0.728092 1.10201
0.728092 1.11846

END
$data15 << END
0.728092 1.1102
END
$data16 << END
0.726938 1.24185
0.726938 1.25635

END
$data17 << END
0.726938 1.24908
END
$data18 << END
0.728914 1.10256
0.728914 1.11461

END
$data19 << END
0.728914 1.10857
END
$data20 << END
0.72888 1.09979
0.72888 1.11619

END
$data21 << END
0.72888 1.10796
END
plot $data1 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data2 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data3 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data4 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data5 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data6 using 1:2 with lines lc rgb '#D55E00' lw 1.6 notitle, \
  $data7 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle, \
  $data8 using 1:2 with lines lc rgb '#009E73' lw 1.6 notitle, \
  $data9 using 1:2 with points lc rgb '#009E73' pt 9 ps 0.8 notitle, \
  $data10 using 1:2 with lines lc rgb '#CC79A7' lw 1.6 notitle, \
  $data11 using 1:2 with points lc rgb '#CC79A7' pt 11 ps 0.8 notitle, \
  $data12 using 1:2 with lines lc rgb '#E69F00' lw 1.6 notitle, \
  $data13 using 1:2 with points lc rgb '#E69F00' pt 13 ps 0.8 notitle, \
  $data14 using 1:2 with lines lc rgb '#56B4E9' lw 1.6 notitle, \
  $data15 using 1:2 with points lc rgb '#56B4E9' pt 15 ps 0.8 notitle, \
  $data16 using 1:2 with lines lc rgb '#333333' lw 1.6 notitle, \
  $data17 using 1:2 with points lc rgb '#333333' pt 7 ps 0.8 notitle, \
  $data18 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data19 using 1:2 with points lc rgb '#0072B2' pt 5 ps 0.8 notitle, \
  $data20 using 1:2 with lines lc rgb '#D55E00' lw 1.6 notitle, \
  $data21 using 1:2 with points lc rgb '#D55E00' pt 9 ps 0.8 notitle
unset border
set label 'Cost against loss' at 10.0,505.0 left font 'sans-serif,15' textcolor rgb '#000000' front
set label 'boxed glibc' at 40.0,485.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'boxed glibc:retain' at 225.6,485.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'immortal glibc' at 411.3,485.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'immortal glibc:retain' at 40.0,467.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'ghost glibc' at 225.6,467.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'ghost glibc:retain' at 411.3,467.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'replay glibc' at 40.0,449.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'replay+immortal glibc' at 225.6,449.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'replay+ghost glibc' at 411.3,449.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'no loss' at 40.0,431.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'concat of 20,000, 2 workers' at 56.5,403.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 50.5,127.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 50.5,211.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.4' at 50.5,295.4 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.6' at 50.5,379.6 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.8' at 245.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.9' at 456.4,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 667.4,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'time alone, of the baseline''s' at 379.3,85.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'slowdown (times)' at 19.0,252.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'Each point is a row: further left is faster alone than the baseline, further down loses less beside others. What lies left' at 10.0,62.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'and low is better in both; what is only further left is faster and scales no better.' at 10.0,47.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'why; 20 blocks; Imaginary 9000, 2 CPUs on 2 cores, 8.00 GiB, Linux 6.1.0-18-amd64, glibc 2.36, huge pages madvise, under' at 10.0,32.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set label 'KVM' at 10.0,17.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set lmargin at screen 0.00000
set rmargin at screen 1.00000
set tmargin at screen 1.00000
set bmargin at screen 0.00000
unset logscale x
set xrange [0:720]
unset logscale y
set yrange [0:526]
$data22 << END
10 431
34 431
END
$data23 << END
22 485
END
$data24 << END
207.64 485
END
$data25 << END
393.28 485
END
$data26 << END
22 467
END
$data27 << END
207.64 467
END
$data28 << END
393.28 467
END
$data29 << END
22 449
END
$data30 << END
207.64 449
END
$data31 << END
393.28 449
END
plot $data22 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data23 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data24 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle, \
  $data25 using 1:2 with points lc rgb '#009E73' pt 9 ps 0.8 notitle, \
  $data26 using 1:2 with points lc rgb '#CC79A7' pt 11 ps 0.8 notitle, \
  $data27 using 1:2 with points lc rgb '#E69F00' pt 13 ps 0.8 notitle, \
  $data28 using 1:2 with points lc rgb '#56B4E9' pt 15 ps 0.8 notitle, \
  $data29 using 1:2 with points lc rgb '#333333' pt 7 ps 0.8 notitle, \
  $data30 using 1:2 with points lc rgb '#0072B2' pt 5 ps 0.8 notitle, \
  $data31 using 1:2 with points lc rgb '#D55E00' pt 9 ps 0.8 notitle
unset multiplot
