set terminal svg size 720,498 dynamic noenhanced font 'sans-serif,12' background '#ffffff'
set encoding utf8
set multiplot
unset key
unset xtics
unset ytics
set border 3 lc rgb '#888888' lw 0.8
set lmargin at screen 0.13900
set rmargin at screen 0.97186
set tmargin at screen 0.83936
set bmargin at screen 0.58233
unset logscale x
set xrange [0.964373:1.62941]
unset logscale y
set yrange [0.4:5.6]
$data1 << END
1 0.4
1 5.6

1.2 0.4
1.2 5.6

1.4 0.4
1.4 5.6

1.6 0.4
1.6 5.6

END
$data2 << END
1 0.4
1 5.6
END
$data3 << END
1.58138 5
1.59378 5

END
$data4 << END
1.58757 5
END
$data5 << END
1.23579 4
1.25187 4

1.24185 3
1.25635 3

1.47399 2
1.48933 2

1.48301 1
1.50381 1

END
$data6 << END
1.2438 4
1.24908 3
1.48164 2
1.49337 1
END
plot $data1 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data2 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data3 using 1:2 with lines lc rgb '#333333' lw 1.6 notitle, \
  $data4 using 1:2 with points lc rgb '#333333' pt 7 ps 0.8 notitle, \
  $data5 using 1:2 with lines lc rgb '#009E73' lw 1.6 notitle, \
  $data6 using 1:2 with points lc rgb '#009E73' pt 9 ps 0.8 notitle
set lmargin at screen 0.13900
set rmargin at screen 0.97186
set tmargin at screen 0.43373
set bmargin at screen 0.22490
unset logscale x
set xrange [0.542659:1.02589]
unset logscale y
set yrange [0.4:4.6]
$data7 << END
0.6 0.4
0.6 4.6

0.7 0.4
0.7 4.6

0.8 0.4
0.8 4.6

0.9 0.4
0.9 4.6

1 0.4
1 4.6

END
$data8 << END
1 0.4
1 4.6
END
$data9 << END
0.568546 4
0.575129 4

0.570203 3
0.576346 3

0.929564 2
0.938082 2

0.933644 1
0.943612 1

END
$data10 << END
0.571828 4
0.573266 3
0.933813 2
0.938615 1
END
plot $data7 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data8 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data9 using 1:2 with lines lc rgb '#009E73' lw 1.6 notitle, \
  $data10 using 1:2 with points lc rgb '#009E73' pt 9 ps 0.8 notitle
unset border
set label 'Before and after a cause is removed' at 10.0,477.0 left font 'sans-serif,15' textcolor rgb '#000000' front
set label 'as it is' at 40.0,457.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'with the cause removed' at 136.7,457.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'no loss' at 329.2,457.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'as before' at 419.1,457.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'boxed concat of 20,000 with glibc: slowdown with 2 workers' at 10.0,429.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'as it is' at 94.1,403.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc:retain' at 94.1,378.6 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'replay' at 94.1,354.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'immortal' at 94.1,329.4 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'ghost' at 94.1,304.8 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 132.2,281.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 312.5,281.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.4' at 492.9,281.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.6' at 673.2,281.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'slowdown (times)' at 399.9,263.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'boxed concat of 20,000 with glibc: time with 2 workers' at 10.0,227.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc:retain' at 94.1,201.1 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'replay' at 94.1,176.4 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'immortal' at 94.1,151.6 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'ghost' at 94.1,126.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.6' at 171.2,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.7' at 295.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.8' at 419.4,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.9' at 543.5,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 667.6,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'time, of what it takes as it is' at 399.9,85.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'First the slowdown, as it is and with one cause removed: a removal that moves it to 1 takes the loss away. Then the time' at 10.0,62.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'with as many workers: left of 1 is faster. One that lowers the time and not the slowdown is only cheaper. Lines: 95 %.' at 10.0,47.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'why; 20 blocks; Imaginary 9000, 2 CPUs on 2 cores, 8.00 GiB, Linux 6.1.0-18-amd64, glibc 2.36, huge pages madvise, under' at 10.0,32.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set label 'KVM' at 10.0,17.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set lmargin at screen 0.00000
set rmargin at screen 1.00000
set tmargin at screen 1.00000
set bmargin at screen 0.00000
unset logscale x
set xrange [0:720]
unset logscale y
set yrange [0:498]
$data11 << END
299.2 457
323.2 457
END
$data12 << END
389.08 457
413.08 457
END
$data13 << END
22 457
END
$data14 << END
118.72 457
END
plot $data11 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data12 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data13 using 1:2 with points lc rgb '#333333' pt 7 ps 0.8 notitle, \
  $data14 using 1:2 with points lc rgb '#009E73' pt 9 ps 0.8 notitle
unset multiplot
