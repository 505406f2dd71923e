set terminal svg size 720,666 dynamic noenhanced font 'sans-serif,12' background '#ffffff'
set encoding utf8
set multiplot
unset key
unset xtics
unset ytics
set border 3 lc rgb '#888888' lw 0.8
set lmargin at screen 0.08800
set rmargin at screen 0.47778
set tmargin at screen 0.87988
set bmargin at screen 0.57958
unset logscale x
set xrange [-1.14:20.14]
unset logscale y
set yrange [0.890854:1.12741]
$data1 << END
-0 0.890854
-0 1.12741

5 0.890854
5 1.12741

10 0.890854
10 1.12741

15 0.890854
15 1.12741

20 0.890854
20 1.12741

-1.14 0.9
20.14 0.9

-1.14 0.95
20.14 0.95

-1.14 1
20.14 1

-1.14 1.05
20.14 1.05

-1.14 1.1
20.14 1.1

END
$data2 << END
-1.14 1
20.14 1
END
$data3 << END
0 0.990555
1 1.03953
2 1.11182
3 0.912264
4 0.980673
5 1.0355
6 0.974131
7 1.02094
8 1.01407
9 0.920567
10 1.00253
11 1.04907
12 0.94305
13 0.996509
14 1.02323
15 0.903527
16 0.913584
17 0.999933
18 1.00007
19 1.103
END
$data4 << END
0 1.00098
1 1.04792
2 1.11473
3 0.920248
4 0.965016
5 1.03448
6 0.977381
7 1.03011
8 0.986694
9 0.919681
10 0.999016
11 1.03464
12 0.978376
13 1.02297
14 1.00386
15 0.908318
16 0.913776
17 1.00302
18 0.974176
19 1.08157
END
plot $data1 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data2 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data3 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data4 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle
set lmargin at screen 0.58522
set rmargin at screen 0.97500
set tmargin at screen 0.87988
set bmargin at screen 0.57958
unset logscale x
set xrange [-1.14:20.14]
unset logscale y
set yrange [0.88152:1.11656]
$data5 << END
-0 0.88152
-0 1.11656

5 0.88152
5 1.11656

10 0.88152
10 1.11656

15 0.88152
15 1.11656

20 0.88152
20 1.11656

-1.14 0.9
20.14 0.9

-1.14 0.95
20.14 0.95

-1.14 1
20.14 1

-1.14 1.05
20.14 1.05

-1.14 1.1
20.14 1.1

END
$data6 << END
-1.14 1
20.14 1
END
$data7 << END
0 0.99211
1 1.04443
2 1.10397
3 0.90236
4 0.987802
5 1.01531
6 0.97129
7 1.02268
8 1.00261
9 0.901342
10 0.999629
11 1.02785
12 0.935618
13 1.00037
14 1.027
15 0.894111
16 0.908635
17 1.02077
18 0.997722
19 1.08817
END
$data8 << END
0 0.98879
1 1.01975
2 1.09922
3 0.90206
4 0.951565
5 1.02469
6 0.959742
7 1.00497
8 0.975188
9 0.902742
10 1.00136
11 1.01171
12 0.943621
13 1.01406
14 1.00514
15 0.903468
16 0.906222
17 0.998643
18 1.00154
19 1.08785
END
plot $data5 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data6 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data7 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data8 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle
set lmargin at screen 0.08800
set rmargin at screen 0.47778
set tmargin at screen 0.46847
set bmargin at screen 0.16817
unset logscale x
set xrange [-1.14:20.14]
unset logscale y
set yrange [0.890778:1.10918]
$data9 << END
-0 0.890778
-0 1.10918

5 0.890778
5 1.10918

10 0.890778
10 1.10918

15 0.890778
15 1.10918

20 0.890778
20 1.10918

-1.14 0.9
20.14 0.9

-1.14 0.95
20.14 0.95

-1.14 1
20.14 1

-1.14 1.05
20.14 1.05

-1.14 1.1
20.14 1.1

END
$data10 << END
-1.14 1
20.14 1
END
$data11 << END
0 0.998519
1 1.05302
2 1.09382
3 0.910822
4 0.975573
5 1.03108
6 0.977464
7 1.0202
8 0.99455
9 0.902478
10 1.01516
11 1.02943
12 0.958946
13 1.00035
14 1.0254
15 0.911742
16 0.935432
17 1.01569
18 0.999652
19 1.09748
END
plot $data9 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data10 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data11 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle
set lmargin at screen 0.58522
set rmargin at screen 0.97500
set tmargin at screen 0.46847
set bmargin at screen 0.16817
unset logscale x
set xrange [-1.14:20.14]
unset logscale y
set yrange [0.903776:1.12686]
$data12 << END
-0 0.903776
-0 1.12686

5 0.903776
5 1.12686

10 0.903776
10 1.12686

15 0.903776
15 1.12686

20 0.903776
20 1.12686

-1.14 0.95
20.14 0.95

-1.14 1
20.14 1

-1.14 1.05
20.14 1.05

-1.14 1.1
20.14 1.1

END
$data13 << END
-1.14 1
20.14 1
END
$data14 << END
0 0.993505
1 1.04304
2 1.11491
3 0.915727
4 0.981008
5 1.03692
6 0.976095
7 1.02868
8 1.00478
9 0.920656
10 1.00036
11 1.04914
12 0.962284
13 0.999638
14 1.04107
15 0.922807
16 0.921992
17 0.996128
18 1.00593
19 1.07472
END
plot $data12 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data13 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data14 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle
unset border
set label 'Trials in the order in which they ran' at 10.0,645.0 left font 'sans-serif,15' textcolor rgb '#000000' front
set label 'glibc' at 40.0,625.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc:retain' at 116.2,625.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'the median' at 240.3,625.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'boxed concat of 20,000, alone' at 63.4,597.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.9' at 57.4,393.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.95' at 57.4,436.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 57.4,478.3 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.05' at 57.4,520.6 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.1' at 57.4,562.8 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '0' at 78.4,377.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '5' at 144.3,377.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '10' at 210.3,377.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '15' at 276.2,377.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '20' at 342.2,377.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'block' at 203.7,359.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'time, of the median' at 19.0,486.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'boxed concat of 20,000, 2 workers' at 421.4,597.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.9' at 415.4,401.7 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.95' at 415.4,444.3 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 415.4,486.8 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.05' at 415.4,529.4 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.1' at 415.4,571.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '0' at 436.4,377.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '5' at 502.3,377.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '10' at 568.3,377.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '15' at 634.2,377.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '20' at 700.2,377.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'block' at 561.7,359.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'time, of the median' at 377.0,486.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'compute of 20,000, alone' at 63.4,323.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.9' at 57.4,120.4 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.95' at 57.4,166.2 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 57.4,212.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.05' at 57.4,257.8 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.1' at 57.4,303.6 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '0' at 78.4,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '5' at 144.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '10' at 210.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '15' at 276.2,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '20' at 342.2,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'block' at 203.7,85.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'time, of the median' at 19.0,212.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'compute of 20,000, 2 workers' at 421.4,323.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label '0.95' at 415.4,153.4 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1' at 415.4,198.3 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.05' at 415.4,243.1 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '1.1' at 415.4,287.9 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '0' at 436.4,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '5' at 502.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '10' at 568.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '15' at 634.2,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '20' at 700.2,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'block' at 561.7,85.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'time, of the median' at 377.0,212.0 center rotate by 90 font 'sans-serif,12' textcolor rgb '#555555' front
set label 'The time of each complete trial against the median of its cell. A cloud around 1 is noise, a slope or a step is drift, a' at 10.0,62.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'single high point a disturbance. Hollow: the trial raised a quality flag. One layout is shown; --layout chooses another.' at 10.0,47.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'why; 20 blocks; Imaginary 9000, 2 CPUs on 2 cores, 8.00 GiB, Linux 6.1.0-18-amd64, glibc 2.36, huge pages madvise, under' at 10.0,32.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set label 'KVM' at 10.0,17.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set lmargin at screen 0.00000
set rmargin at screen 1.00000
set tmargin at screen 1.00000
set bmargin at screen 0.00000
unset logscale x
set xrange [0:720]
unset logscale y
set yrange [0:666]
$data15 << END
210.28 625
234.28 625
END
$data16 << END
22 625
END
$data17 << END
98.2 625
END
plot $data15 using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4) notitle, \
  $data16 using 1:2 with points lc rgb '#0072B2' pt 7 ps 0.8 notitle, \
  $data17 using 1:2 with points lc rgb '#D55E00' pt 5 ps 0.8 notitle
unset multiplot
