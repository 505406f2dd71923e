set terminal svg size 720,557 dynamic noenhanced font 'sans-serif,12' background '#ffffff'
set encoding utf8
set multiplot
unset key
unset xtics
unset ytics
set border 3 lc rgb '#888888' lw 0.8
set lmargin at screen 0.23400
set rmargin at screen 0.87050
set tmargin at screen 0.85637
set bmargin at screen 0.56194
unset logscale x
set xrange [-3.22745:42.6306]
unset logscale y
set yrange [0.4:6.6]
$data1 << END
-0 0.4
-0 6.6

10 0.4
10 6.6

20 0.4
20 6.6

30 0.4
30 6.6

40 0.4
40 6.6

END
$data2 << END
19.6518 5 0 39.3035 4.7 5.3
0.0757588 4 0 0.151518 3.7 4.3
5.07239 3 0 10.1448 2.7 3.3
-0.0295362 2 -0.0590723 0 1.7 2.3
END
$data3 << END
38.4331 5
40.1739 5

-0.770773 4
1.07381 4

9.24994 3
11.0396 3

-0.671116 2
0.552972 2

END
$data4 << END
39.3035 5
0.151518 4
10.1448 3
-0.0590723 2
END
$data5 << END
2.46552 6 0 4.93104 5.7 6.3
END
$data6 << END
3.95584 6
5.90625 6

END
$data7 << END
4.93104 6
END
$data8 << END
2.14239 1 0 4.28477 0.7 1.3
END
$data9 << END
3.00169 1
5.56786 1

END
$data10 << END
4.28477 1
END
$data11 << END
0 0.4
0 6.6
END
plot $data1 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data2 using 1:2:3:4:5:6 with boxxyerror lc rgb '#0072B2' fs solid 0.85 border rgb '#0072B2' notitle, \
  $data3 using 1:2 with lines lc rgb '#111111' lw 1.6 notitle, \
  $data5 using 1:2:3:4:5:6 with boxxyerror lc rgb '#333333' fs solid 0.3 border rgb '#333333' notitle, \
  $data6 using 1:2 with lines lc rgb '#111111' lw 1.6 notitle, \
  $data8 using 1:2:3:4:5:6 with boxxyerror lc rgb '#E69F00' fs pattern 4 border rgb '#E69F00' notitle, \
  $data9 using 1:2 with lines lc rgb '#111111' lw 1.6 notitle, \
  $data11 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle
set lmargin at screen 0.23400
set rmargin at screen 0.87050
set tmargin at screen 0.42908
set bmargin at screen 0.22801
unset logscale x
set xrange [-2.36953:29.3639]
unset logscale y
set yrange [0.4:4.6]
$data12 << END
-0 0.4
-0 4.6

10 0.4
10 4.6

20 0.4
20 4.6

END
$data13 << END
13.5191 4 0 27.0382 3.7 4.3
-0.0418644 3 -0.0837288 0 2.7 3.3
-0.0103068 2 -0.0206136 0 1.7 2.3
0.00500108 1 0 0.0100022 0.7 1.3
END
$data14 << END
26.4124 4
27.6639 4

-0.66952 3
0.502063 3

-0.530602 2
0.489374 2

-0.437777 1
0.457781 1

END
$data15 << END
27.0382 4
-0.0837288 3
-0.0206136 2
0.0100022 1
END
$data16 << END
0 0.4
0 4.6
END
plot $data12 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data13 using 1:2:3:4:5:6 with boxxyerror lc rgb '#0072B2' fs solid 0.85 border rgb '#0072B2' notitle, \
  $data14 using 1:2 with lines lc rgb '#111111' lw 1.6 notitle, \
  $data16 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle
unset border
set label 'What goes with each suspect' at 10.0,536.0 left font 'sans-serif,15' textcolor rgb '#000000' front
set label 'suspect' at 40.0,516.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'the machine, of every task' at 129.9,516.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'residual: none of these' at 349.7,516.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'boxed concat of 20,000 with glibc: loss of 58.8 points with 2 workers' at 10.0,488.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'the machine' at 162.5,461.1 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'cause' at 632.8,461.1 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'page-fault path' at 162.5,434.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'cause, C' at 632.8,434.7 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'allocator work' at 162.5,408.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'negligible' at 632.8,408.2 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'reference-count writes' at 162.5,381.8 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'cause, C' at 632.8,381.8 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'pointer indirection' at 162.5,355.3 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'negligible' at 632.8,355.3 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'residual' at 162.5,328.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'unexplained' at 632.8,328.9 left font 'sans-serif,12' textcolor rgb '#555555' front
set label '0' at 200.7,304.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '10' at 300.7,304.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '20' at 400.6,304.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '30' at 500.5,304.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '40' at 600.5,304.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'points (percent of the time alone)' at 397.6,286.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'boxed concat of 20,000 with glibc: cost, of the time alone' at 10.0,250.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'page-fault path' at 162.5,223.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'cause, C' at 632.8,223.0 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'allocator work' at 162.5,196.3 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'negligible' at 632.8,196.3 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'reference-count writes' at 162.5,169.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'negligible' at 632.8,169.7 left font 'sans-serif,12' textcolor rgb '#555555' front
set label 'pointer indirection' at 162.5,143.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'negligible' at 632.8,143.0 left font 'sans-serif,12' textcolor rgb '#555555' front
set label '0' at 202.7,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '10' at 347.1,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '20' at 491.5,118.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'points (percent of the time alone)' at 397.6,100.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'Each bar is the part of the loss (or of the time alone) that goes away with one suspect, each line its 95 % interval,' at 10.0,77.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'jointly for all. The residual goes with none of them. A bar whose interval holds 0 shows nothing. At the right: the' at 10.0,62.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'verdict, and the grade of the evidence, from A (three kinds agree) to X (they contradict).' at 10.0,47.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'why; 20 blocks; Imaginary 9000, 2 CPUs on 2 cores, 8.00 GiB, Linux 6.1.0-18-amd64, glibc 2.36, huge pages madvise, under' at 10.0,32.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set label 'KVM' at 10.0,17.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set lmargin at screen 0.00000
set rmargin at screen 1.00000
set tmargin at screen 1.00000
set bmargin at screen 0.00000
unset logscale x
set xrange [0:720]
unset logscale y
set yrange [0:557]
$data17 << END
22 516 10 34 510 522
END
$data18 << END
111.88 516 99.88 123.88 510 522
END
$data19 << END
331.72 516 319.72 343.72 510 522
END
plot $data17 using 1:2:3:4:5:6 with boxxyerror lc rgb '#0072B2' fs solid 0.85 border rgb '#0072B2' notitle, \
  $data18 using 1:2:3:4:5:6 with boxxyerror lc rgb '#333333' fs solid 0.3 border rgb '#333333' notitle, \
  $data19 using 1:2:3:4:5:6 with boxxyerror lc rgb '#E69F00' fs pattern 4 border rgb '#E69F00' notitle
unset multiplot
