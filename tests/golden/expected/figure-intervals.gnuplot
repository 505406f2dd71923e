set terminal svg size 720,724 dynamic noenhanced font 'sans-serif,12' background '#ffffff'
set encoding utf8
set multiplot
unset key
unset xtics
unset ytics
set border 3 lc rgb '#888888' lw 0.8
set lmargin at screen 0.38600
set rmargin at screen 0.90850
set tmargin at screen 0.88950
set bmargin at screen 0.62983
unset logscale x
set xrange [0.932573:1.63121]
unset logscale y
set yrange [0.4:9.6]
$data1 << END
1.00044 5 0.970874 1.03 0.4 9.6
END
$data2 << END
1 0.4
1 9.6

1.2 0.4
1.2 9.6

1.4 0.4
1.4 9.6

1.6 0.4
1.6 9.6

END
$data3 << END
1 0.4
1 9.6
END
$data4 << END
1.58138 9
1.59378 9

1.47399 7
1.48933 7

1.48301 5
1.50381 5

1.24185 3
1.25635 3

1.10256 2
1.11461 2

1.09979 1
1.11619 1

END
$data5 << END
1.58757 9
1.48164 7
1.49337 5
1.24908 3
1.10857 2
1.10796 1
END
$data6 << END
1.23579 8
1.25187 8

1.10649 6
1.12189 6

1.10201 4
1.11846 4

END
$data7 << END
1.2438 8
1.11416 6
1.1102 4
END
plot $data1 using 1:2:3:4:5:6 with boxxyerror fc rgb '#E4ECF2' fs solid noborder notitle, \
  $data2 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data3 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data4 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data5 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data6 using 1:2 with lines lc rgb '#D55E00' lw 1.6 notitle, \
  $data7 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle
set lmargin at screen 0.38600
set rmargin at screen 0.90850
set tmargin at screen 0.52762
set bmargin at screen 0.29558
unset logscale x
set xrange [0.704206:1.04844]
unset logscale y
set yrange [0.4:8.6]
$data8 << END
1.00044 4.5 0.970874 1.03 0.4 8.6
END
$data9 << END
0.8 0.4
0.8 8.6

0.9 0.4
0.9 8.6

1 0.4
1 8.6

END
$data10 << END
1 0.4
1 8.6
END
$data11 << END
0.722647 8
0.733779 8

0.723095 6
0.73339 6

0.72541 4
0.737378 4

END
$data12 << END
0.728191 8
0.728224 6
0.731369 4
END
$data13 << END
0.991739 7
1.00484 7

0.989779 5
1.00129 5

0.723036 3
0.730862 3

0.723936 2
0.733927 2

0.72388 1
0.733914 1

END
$data14 << END
0.998269 7
0.995518 5
0.726938 3
0.728914 2
0.72888 1
END
plot $data8 using 1:2:3:4:5:6 with boxxyerror fc rgb '#E4ECF2' fs solid noborder notitle, \
  $data9 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data10 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data11 using 1:2 with lines lc rgb '#D55E00' lw 1.6 notitle, \
  $data12 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle, \
  $data13 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data14 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle
set lmargin at screen 0.38600
set rmargin at screen 0.90850
set tmargin at screen 0.19337
set bmargin at screen 0.15470
unset logscale x
set xrange [0.964865:1.06072]
unset logscale y
set yrange [0.4:1.6]
$data15 << END
1.00044 1 0.970874 1.03 0.4 1.6
END
$data16 << END
0.98 0.4
0.98 1.6

1 0.4
1 1.6

1.02 0.4
1.02 1.6

1.04 0.4
1.04 1.6

1.06 0.4
1.06 1.6

END
$data17 << END
1 0.4
1 1.6
END
$data18 << END
1.04308 1
1.05558 1

END
$data19 << END
1.04931 1
END
plot $data15 using 1:2:3:4:5:6 with boxxyerror fc rgb '#E4ECF2' fs solid noborder notitle, \
  $data16 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data17 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data18 using 1:2 with lines lc rgb '#0072B2' lw 1.6 notitle, \
  $data19 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle
unset border
set label 'Losses and costs with their intervals' at 10.0,703.0 left font 'sans-serif,15' textcolor rgb '#000000' front
set label 'glibc' at 40.0,683.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc:retain' at 116.2,683.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'no difference' at 240.3,683.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'the same' at 371.2,683.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'concat of 20,000: with 2 workers against alone' at 10.0,655.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'boxed glibc' at 271.9,631.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'machine' at 660.1,631.7 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'boxed glibc:retain' at 271.9,611.3 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'machine' at 660.1,611.3 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'immortal glibc' at 271.9,590.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'machine' at 660.1,590.9 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'immortal glibc:retain' at 271.9,570.4 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'machine' at 660.1,570.4 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'ghost glibc' at 271.9,550.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'machine' at 660.1,550.0 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'ghost glibc:retain' at 271.9,529.6 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'machine' at 660.1,529.6 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'replay glibc' at 271.9,509.1 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'machine' at 660.1,509.1 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'replay+immortal glibc' at 271.9,488.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'machine' at 660.1,488.7 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'replay+ghost glibc' at 271.9,468.3 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'machine' at 660.1,468.3 left font 'sans-serif,12' textcolor rgb '#555555' front
set label '1' at 314.2,447.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.2' at 421.9,447.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.4' at 529.6,447.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.6' at 637.3,447.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'slowdown (times)' at 466.0,429.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'concat of 20,000: alone, against the row behind the slash' at 10.0,393.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'boxed glibc:retain / boxed glibc' at 271.9,369.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'faster' at 660.1,369.7 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'immortal glibc / boxed glibc' at 271.9,349.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'tie' at 660.1,349.2 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'immortal glibc:retain / immortal glibc' at 271.9,328.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'faster' at 660.1,328.7 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'ghost glibc / boxed glibc' at 271.9,308.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'tie' at 660.1,308.2 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'ghost glibc:retain / ghost glibc' at 271.9,287.8 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'faster' at 660.1,287.8 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'replay glibc / boxed glibc' at 271.9,267.3 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'faster' at 660.1,267.3 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'replay+immortal glibc / boxed glibc' at 271.9,246.8 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'faster' at 660.1,246.8 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'replay+ghost glibc / boxed glibc' at 271.9,226.3 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'faster' at 660.1,226.3 left font 'sans-serif,12' textcolor rgb '#555555' front
set label '0.8' at 382.6,205.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.9' at 491.9,205.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 601.2,205.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'time (times)' at 466.0,187.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'compute of 20,000: with 2 workers against alone' at 10.0,151.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc' at 271.9,126.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'LOSS' at 660.1,126.0 left font 'sans-serif,12' textcolor rgb '#555555' front
set label '0.98' at 337.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 415.8,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.02' at 494.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.04' at 572.8,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.06' at 651.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'slowdown (times)' at 466.0,85.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'Each point is a ratio of times with its 95 % interval: right of 1 takes longer. The shaded band is what counts as the same' at 10.0,62.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label '(3 %). A whole interval within it is a tie, one beside 1 a difference; one that reaches over both settles nothing.' at 10.0,47.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'why; 20 blocks; Imaginary 9000, 2 CPUs on 2 cores, 8.00 GiB, Linux 6.1.0-18-amd64, glibc 2.36, huge pages madvise, under' at 10.0,32.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set label 'KVM' at 10.0,17.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set lmargin at screen 0.00000
set rmargin at screen 1.00000
set tmargin at screen 1.00000
set bmargin at screen 0.00000
unset logscale x
set xrange [0:720]
unset logscale y
set yrange [0:724]
$data20 << END
353.2 683 341.2 365.2 677 689
END
$data21 << END
210.28 683
234.28 683
END
$data22 << END
22 683
END
$data23 << END
98.2 683
END
plot $data20 using 1:2:3:4:5:6 with boxxyerror fc rgb '#E4ECF2' fs solid noborder notitle, \
  $data21 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data22 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data23 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle
unset multiplot
