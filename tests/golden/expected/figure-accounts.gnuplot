set terminal svg size 720,345 dynamic noenhanced font 'sans-serif,12' background '#ffffff'
set encoding utf8
set multiplot
unset key
unset xtics
unset ytics
set border 3 lc rgb '#888888' lw 0.8
set lmargin at screen 0.12000
set rmargin at screen 0.97500
set tmargin at screen 0.71594
set bmargin at screen 0.36812
unset logscale x
set xrange [-3.56298:62.946]
unset logscale y
set yrange [0.4:4.6]
$data1 << END
-0 0.4
-0 4.6

20 0.4
20 4.6

40 0.4
40 4.6

60 0.4
60 4.6

END
$data2 << END
7.2721 4 0 14.5442 3.7 4.3
14.5442 3 0 29.0884 2.7 3.3
7.2721 2 0 14.5442 1.7 2.3
29.0884 1 0 58.1768 0.7 1.3
END
$data3 << END
14.6177 4 14.5442 14.6911 3.7 4.3
29.2353 3 29.0884 29.3822 2.7 3.3
14.6177 2 14.5442 14.6911 1.7 2.3
58.4706 1 58.1768 58.7645 0.7 1.3
END
$data4 << END
0 0.4
0 4.6
END
$data5 << END
14.5365 4
14.8457 4

29.073 3
29.6915 3

14.5365 2
14.8457 2

58.1459 1
59.383 1

END
$data6 << END
14.6911 4
29.3822 3
14.6911 2
58.7645 1
END
plot $data1 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data2 using 1:2:3:4:5:6 with boxxyerror lc rgb '#0072B2' fs solid 0.85 border rgb '#0072B2' notitle, \
  $data3 using 1:2:3:4:5:6 with boxxyerror lc rgb '#333333' fs pattern 4 border rgb '#333333' notitle, \
  $data4 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data5 using 1:2 with lines lc rgb '#333333' lw 1.6 notitle, \
  $data6 using 1:2 with points lc rgb '#333333' pt 7 ps 0.8 notitle
unset border
set label 'Accounts of time: together less alone' at 10.0,324.0 left font 'sans-serif,15' textcolor rgb '#000000' front
set label 'CPU time of the program (all, where few ticks)' at 40.0,304.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'elsewhere' at 396.6,304.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'elapsed, with its 95 % interval' at 40.0,286.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'boxed concat of 20,000 with glibc, 2 workers against one' at 10.0,258.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'build' at 80.4,229.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'operate' at 80.4,201.3 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'teardown' at 80.4,172.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'whole task' at 80.4,144.1 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '0' at 119.4,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '20' at 304.5,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '40' at 489.6,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '60' at 674.7,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'points (percent of the time alone)' at 394.2,100.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'What a task takes longer together than alone, by where the time goes: the parts of a bar, those left of 0 taken off, add' at 10.0,77.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'up to the point, the elapsed time. Time on the CPU is slower work; waiting is others on the CPU; elsewhere is blocked or' at 10.0,62.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'stolen.' at 10.0,47.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'why; 20 blocks; Imaginary 9000, 2 CPUs on 2 cores, 8.00 GiB, Linux 6.1.0-18-amd64, glibc 2.36, huge pages madvise, under' at 10.0,32.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set label 'KVM' at 10.0,17.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set lmargin at screen 0.00000
set rmargin at screen 1.00000
set tmargin at screen 1.00000
set bmargin at screen 0.00000
unset logscale x
set xrange [0:720]
unset logscale y
set yrange [0:345]
$data7 << END
22 304 10 34 298 310
END
$data8 << END
378.64 304 366.64 390.64 298 310
END
$data9 << END
22 286
END
plot $data7 using 1:2:3:4:5:6 with boxxyerror lc rgb '#0072B2' fs solid 0.85 border rgb '#0072B2' notitle, \
  $data8 using 1:2:3:4:5:6 with boxxyerror lc rgb '#333333' fs pattern 4 border rgb '#333333' notitle, \
  $data9 using 1:2 with points lc rgb '#333333' pt 7 ps 0.8 notitle
unset multiplot
