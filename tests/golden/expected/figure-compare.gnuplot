set terminal svg size 720,491 dynamic noenhanced font 'sans-serif,12' background '#ffffff'
set encoding utf8
set multiplot
unset key
unset xtics
unset ytics
set border 3 lc rgb '#888888' lw 0.8
set lmargin at screen 0.37650
set rmargin at screen 0.73750
set tmargin at screen 0.72709
set bmargin at screen 0.54786
unset logscale x
set xrange [0.947993:1.3588]
unset logscale y
set yrange [0.4:4.6]
$data1 << END
1.00044 2.5 0.970874 1.03 0.4 4.6
END
$data2 << END
1 0.4
1 4.6

1.1 0.4
1.1 4.6

1.2 0.4
1.2 4.6

1.3 0.4
1.3 4.6

END
$data3 << END
1 0.4
1 4.6
END
$data4 << END
0.98094 4
1.02147 4

END
$data5 << END
1.001 4
END
$data6 << END
1.09755 3
1.1429 3

1.28375 2
1.33679 2

END
$data7 << END
1.12 3
1.31 2
END
$data8 << END
0.98192 1
1.02249 1

END
$data9 << END
1.002 1
END
plot $data1 using 1:2:3:4:5:6 with boxxyerror fc rgb '#E4ECF2' fs solid noborder notitle, \
  $data2 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data3 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data4 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data5 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data6 using 1:2 with lines lc rgb '#D55E00' lw 1.6 notitle, \
  $data7 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle, \
  $data8 using 1:2 with lines lc rgb '#333333' lw 1.6 notitle, \
  $data9 using 1:2 with points lc rgb '#333333' pt 7 ps 0.8 notitle
set lmargin at screen 0.37650
set rmargin at screen 0.73750
set tmargin at screen 0.39715
set bmargin at screen 0.25866
unset logscale x
set xrange [0.766105:1.09954]
unset logscale y
set yrange [0.4:3.6]
$data10 << END
1.00044 2 0.970874 1.03 0.4 3.6
END
$data11 << END
0.8 0.4
0.8 3.6

0.9 0.4
0.9 3.6

1 0.4
1 3.6

END
$data12 << END
1 0.4
1 3.6
END
$data13 << END
0.783968 3
0.81636 3

END
$data14 << END
0.8 3
END
$data15 << END
1.03876 1
1.08168 1

END
$data16 << END
1.06 1
END
plot $data10 using 1:2:3:4:5:6 with boxxyerror fc rgb '#E4ECF2' fs solid noborder notitle, \
  $data11 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data12 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data13 using 1:2 with lines lc rgb '#009E73' lw 1.6 notitle, \
  $data14 using 1:2 with points lc rgb '#009E73' pt 9 ps 0.8 notitle, \
  $data15 using 1:2 with lines lc rgb '#CC79A7' lw 1.6 notitle, \
  $data16 using 1:2 with points lc rgb '#CC79A7' pt 10 ps 0.8 notitle
unset border
set label 'What changed from A to B' at 10.0,470.0 left font 'sans-serif,15' textcolor rgb '#000000' front
set label 'shown to be the same' at 40.0,450.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'worse in B' at 280.4,450.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'a control: the machine itself' at 40.0,432.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'no difference' at 280.4,432.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'the same' at 40.0,414.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'better in B' at 280.4,414.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'cannot be told' at 40.0,396.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'time alone' at 10.0,368.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'concat of 20,000: boxed glibc' at 265.1,344.4 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'the same' at 537.0,344.4 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'concat of 20,000: boxed mimalloc' at 265.1,323.5 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'worse' at 537.0,323.5 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'concat of 20,000: boxed jemalloc' at 265.1,302.5 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'worse' at 537.0,302.5 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'compute of 20,000: glibc' at 265.1,281.6 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'the machine' at 537.0,281.6 left font 'sans-serif,12' textcolor rgb '#555555' front
set label '1' at 304.0,260.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.1' at 367.3,260.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 430.5,260.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.3' at 493.8,260.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'time of B, of A''s (times)' at 401.0,242.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'loss with more workers' at 10.0,206.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'concat of 20,000: boxed mimalloc, × 2' at 265.1,182.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'better' at 537.0,182.2 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'concat of 20,000: boxed jemalloc, × 2' at 265.1,161.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'launches are of two kinds' at 537.0,161.0 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'concat of 20,000: boxed glibc, × 2' at 265.1,139.8 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'not told (chance?)' at 537.0,139.8 left font 'sans-serif,12' textcolor rgb '#555555' front
set label '0.8' at 297.5,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.9' at 375.5,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 453.4,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'slowdown of B, of A''s (times)' at 401.0,100.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'Each point is B''s value over A''s, with its 95 % interval: right of 1, B takes longer alone or loses more. The shaded band' at 10.0,77.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'is what counts as the same (3 %). A whole interval within it is a tie, one beside 1 a difference; one that reaches over' at 10.0,62.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'both settles nothing. 6 rows, 2 worse, 1 better, 2 cannot be told, 1 the same.' at 10.0,47.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'A: run 3 of quick, 1970-01-01 00:00; 20 blocks. B: run 4 of quick, 1970-01-01 00:00; note: after the upgrade; 20 blocks;' at 10.0,32.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set label 'Imaginary 9000, 2 CPUs on 2 cores, 8.00 GiB, Linux 6.1.0-18-amd64, glibc 2.36, huge pages madvise, under KVM' at 10.0,17.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set lmargin at screen 0.00000
set rmargin at screen 1.00000
set tmargin at screen 1.00000
set bmargin at screen 0.00000
unset logscale x
set xrange [0:720]
unset logscale y
set yrange [0:491]
$data17 << END
22 414 10 34 408 420
END
$data18 << END
250.36 432
274.36 432
END
$data19 << END
22 450
END
$data20 << END
262.36 450
END
$data21 << END
22 432
END
$data22 << END
262.36 414
END
$data23 << END
22 396
END
plot $data17 using 1:2:3:4:5:6 with boxxyerror fc rgb '#E4ECF2' fs solid noborder notitle, \
  $data18 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data19 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data20 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle, \
  $data21 using 1:2 with points lc rgb '#333333' pt 7 ps 0.8 notitle, \
  $data22 using 1:2 with points lc rgb '#009E73' pt 9 ps 0.8 notitle, \
  $data23 using 1:2 with points lc rgb '#CC79A7' pt 10 ps 0.8 notitle
unset multiplot
