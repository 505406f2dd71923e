set terminal svg size 720,1229 dynamic noenhanced font 'sans-serif,12' background '#ffffff'
set encoding utf8
set multiplot
unset key
unset xtics
unset ytics
set border 3 lc rgb '#888888' lw 0.8
set lmargin at screen 0.07850
set rmargin at screen 0.47778
set tmargin at screen 0.93491
set bmargin at screen 0.77217
set logscale x
set xrange [0.85:2.36]
unset logscale y
set yrange [0.964373:1.62941]
$data1 << END
1 0.964373
1 1.62941

2 0.964373
2 1.62941

0.85 1
2.36 1

0.85 1.2
2.36 1.2

0.85 1.4
2.36 1.4

0.85 1.6
2.36 1.6

END
$data2 << END
1 1
2 1
END
$data3 << END
1.97022 1.58138
1.97022 1.59378

END
$data4 << END
0.985112 1
1.97022 1.58757
END
$data5 << END
2.03023 1.23579
2.03023 1.25187

END
$data6 << END
1.01511 1
2.03023 1.2438
END
plot $data1 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data2 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data3 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data4 using 1:2 with lines lc rgb '#0072B2' lw 1.4 dt solid notitle, \
  $data4 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data5 using 1:2 with lines lc rgb '#D55E00' lw 1.6 notitle, \
  $data6 using 1:2 with lines lc rgb '#D55E00' lw 1.4 dt (8,4) notitle, \
  $data6 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle
set lmargin at screen 0.57572
set rmargin at screen 0.97500
set tmargin at screen 0.93491
set bmargin at screen 0.77217
set logscale x
set xrange [0.85:2.36]
unset logscale y
set yrange [0.964373:1.62941]
$data7 << END
1 0.964373
1 1.62941

2 0.964373
2 1.62941

0.85 1
2.36 1

0.85 1.2
2.36 1.2

0.85 1.4
2.36 1.4

0.85 1.6
2.36 1.6

END
$data8 << END
1 1
2 1
END
$data9 << END
1.97022 1.47399
1.97022 1.48933

END
$data10 << END
0.985112 1
1.97022 1.48164
END
$data11 << END
2.03023 1.10649
2.03023 1.12189

END
$data12 << END
1.01511 1
2.03023 1.11416
END
plot $data7 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data8 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data9 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data10 using 1:2 with lines lc rgb '#0072B2' lw 1.4 dt solid notitle, \
  $data10 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data11 using 1:2 with lines lc rgb '#D55E00' lw 1.6 notitle, \
  $data12 using 1:2 with lines lc rgb '#D55E00' lw 1.4 dt (8,4) notitle, \
  $data12 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle
set lmargin at screen 0.07850
set rmargin at screen 0.47778
set tmargin at screen 0.71196
set bmargin at screen 0.54923
set logscale x
set xrange [0.85:2.36]
unset logscale y
set yrange [0.964373:1.62941]
$data13 << END
1 0.964373
1 1.62941

2 0.964373
2 1.62941

0.85 1
2.36 1

0.85 1.2
2.36 1.2

0.85 1.4
2.36 1.4

0.85 1.6
2.36 1.6

END
$data14 << END
1 1
2 1
END
$data15 << END
1.97022 1.48301
1.97022 1.50381

END
$data16 << END
0.985112 1
1.97022 1.49337
END
$data17 << END
2.03023 1.10201
2.03023 1.11846

END
$data18 << END
1.01511 1
2.03023 1.1102
END
plot $data13 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data14 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data15 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data16 using 1:2 with lines lc rgb '#0072B2' lw 1.4 dt solid notitle, \
  $data16 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data17 using 1:2 with lines lc rgb '#D55E00' lw 1.6 notitle, \
  $data18 using 1:2 with lines lc rgb '#D55E00' lw 1.4 dt (8,4) notitle, \
  $data18 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle
set lmargin at screen 0.57572
set rmargin at screen 0.97500
set tmargin at screen 0.71196
set bmargin at screen 0.54923
set logscale x
set xrange [0.85:2.36]
unset logscale y
set yrange [0.964373:1.62941]
$data19 << END
1 0.964373
1 1.62941

2 0.964373
2 1.62941

0.85 1
2.36 1

0.85 1.2
2.36 1.2

0.85 1.4
2.36 1.4

0.85 1.6
2.36 1.6

END
$data20 << END
1 1
2 1
END
$data21 << END
2 1.24185
2 1.25635

END
$data22 << END
1 1
2 1.24908
END
plot $data19 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data20 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data21 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data22 using 1:2 with lines lc rgb '#0072B2' lw 1.4 dt solid notitle, \
  $data22 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle
set lmargin at screen 0.07850
set rmargin at screen 0.47778
set tmargin at screen 0.48902
set bmargin at screen 0.32628
set logscale x
set xrange [0.85:2.36]
unset logscale y
set yrange [0.964373:1.62941]
$data23 << END
1 0.964373
1 1.62941

2 0.964373
2 1.62941

0.85 1
2.36 1

0.85 1.2
2.36 1.2

0.85 1.4
2.36 1.4

0.85 1.6
2.36 1.6

END
$data24 << END
1 1
2 1
END
$data25 << END
2 1.10256
2 1.11461

END
$data26 << END
1 1
2 1.10857
END
plot $data23 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data24 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data25 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data26 using 1:2 with lines lc rgb '#0072B2' lw 1.4 dt solid notitle, \
  $data26 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle
set lmargin at screen 0.57572
set rmargin at screen 0.97500
set tmargin at screen 0.48902
set bmargin at screen 0.32628
set logscale x
set xrange [0.85:2.36]
unset logscale y
set yrange [0.964373:1.62941]
$data27 << END
1 0.964373
1 1.62941

2 0.964373
2 1.62941

0.85 1
2.36 1

0.85 1.2
2.36 1.2

0.85 1.4
2.36 1.4

0.85 1.6
2.36 1.6

END
$data28 << END
1 1
2 1
END
$data29 << END
2 1.09979
2 1.11619

END
$data30 << END
1 1
2 1.10796
END
plot $data27 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data28 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data29 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data30 using 1:2 with lines lc rgb '#0072B2' lw 1.4 dt solid notitle, \
  $data30 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle
set lmargin at screen 0.07850
set rmargin at screen 0.47778
set tmargin at screen 0.26607
set bmargin at screen 0.10334
set logscale x
set xrange [0.85:2.36]
unset logscale y
set yrange [0.964373:1.62941]
$data31 << END
1 0.964373
1 1.62941

2 0.964373
2 1.62941

0.85 1
2.36 1

0.85 1.2
2.36 1.2

0.85 1.4
2.36 1.4

0.85 1.6
2.36 1.6

END
$data32 << END
1 1
2 1
END
$data33 << END
2 1.04308
2 1.05558

END
$data34 << END
1 1
2 1.04931
END
plot $data31 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data32 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data33 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data34 using 1:2 with lines lc rgb '#0072B2' lw 1.4 dt solid notitle, \
  $data34 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle
unset border
set label 'Slowdown against workers' at 10.0,1208.0 left font 'sans-serif,15' textcolor rgb '#000000' front
set label 'glibc' at 40.0,1188.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc:retain' at 116.2,1188.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'no loss' at 240.3,1188.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'boxed concat of 20,000' at 56.5,1160.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 50.5,959.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 50.5,1019.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.4' at 50.5,1080.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.6' at 50.5,1140.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 102.3,940.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '2' at 297.4,940.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'workers' at 200.3,922.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'slowdown (times)' at 19.0,1049.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'immortal concat of 20,000' at 414.5,1160.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 408.5,959.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 408.5,1019.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.4' at 408.5,1080.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.6' at 408.5,1140.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 460.3,940.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '2' at 655.4,940.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'workers' at 558.3,922.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'slowdown (times)' at 377.0,1049.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'ghost concat of 20,000' at 56.5,886.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 50.5,685.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 50.5,745.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.4' at 50.5,806.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.6' at 50.5,866.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 102.3,666.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '2' at 297.4,666.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'workers' at 200.3,648.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'slowdown (times)' at 19.0,775.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'replay concat of 20,000' at 414.5,886.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 408.5,685.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 408.5,745.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.4' at 408.5,806.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.6' at 408.5,866.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 460.3,666.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '2' at 655.4,666.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'workers' at 558.3,648.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'slowdown (times)' at 377.0,775.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'replay+immortal concat of 20,000' at 56.5,612.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 50.5,411.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 50.5,471.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.4' at 50.5,532.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.6' at 50.5,592.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 102.3,392.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '2' at 297.4,392.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'workers' at 200.3,374.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'slowdown (times)' at 19.0,501.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'replay+ghost concat of 20,000' at 414.5,612.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 408.5,411.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 408.5,471.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.4' at 408.5,532.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.6' at 408.5,592.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 460.3,392.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '2' at 655.4,392.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'workers' at 558.3,374.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'slowdown (times)' at 377.0,501.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'compute of 20,000' at 56.5,338.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 50.5,137.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 50.5,197.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.4' at 50.5,258.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.6' at 50.5,318.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 102.3,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '2' at 297.4,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'workers' at 200.3,100.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'slowdown (times)' at 19.0,227.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'How many times as long a task takes with so many workers as alone, with its 95 % interval. On the dashed line nothing is' at 10.0,77.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'lost. A point above it is a loss where its whole interval lies above. *: more workers than CPUs; the dashed line then is' at 10.0,62.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'what sharing them takes.' at 10.0,47.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'why; 20 blocks; Imaginary 9000, 2 CPUs on 2 cores, 8.00 GiB, Linux 6.1.0-18-amd64, glibc 2.36, huge pages madvise, under' at 10.0,32.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set label 'KVM' at 10.0,17.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set lmargin at screen 0.00000
set rmargin at screen 1.00000
set tmargin at screen 1.00000
set bmargin at screen 0.00000
unset logscale x
set xrange [0:720]
unset logscale y
set yrange [0:1229]
$data35 << END
210.28 1188
234.28 1188
END
$data36 << END
12 1188
32 1188
END
$data37 << END
88.2 1188
108.2 1188
END
plot $data35 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data36 using 1:2 with lines lc rgb '#0072B2' lw 1.4 dt solid notitle, \
  $data36 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data37 using 1:2 with lines lc rgb '#D55E00' lw 1.4 dt (8,4) notitle, \
  $data37 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle
unset multiplot
