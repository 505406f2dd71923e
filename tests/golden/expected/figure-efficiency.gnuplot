set terminal svg size 720,647 dynamic noenhanced font 'sans-serif,12' background '#ffffff'
set encoding utf8
set multiplot
unset key
unset xtics
unset ytics
set border 3 lc rgb '#888888' lw 0.8
set lmargin at screen 0.28150
set rmargin at screen 0.97500
set tmargin at screen 0.91654
set bmargin at screen 0.86399
unset logscale x
set xrange [0.5:2.5]
unset logscale y
set yrange [0.5:1.5]
$data1 << END
1 1 0.51 1.49 0.54 1.46 6989776
2 1 1.51 2.49 0.54 1.46 11654631
END
plot $data1 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable fs solid noborder notitle
set lmargin at screen 0.28150
set rmargin at screen 0.97500
set tmargin at screen 0.77743
set bmargin at screen 0.72488
unset logscale x
set xrange [0.5:2.5]
unset logscale y
set yrange [0.5:1.5]
$data2 << END
1 1 0.51 1.49 0.54 1.46 8238294
2 1 1.51 2.49 0.54 1.46 13887475
END
plot $data2 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable fs solid noborder notitle
set lmargin at screen 0.28150
set rmargin at screen 0.97500
set tmargin at screen 0.63833
set bmargin at screen 0.58578
unset logscale x
set xrange [0.5:2.5]
unset logscale y
set yrange [0.5:1.5]
$data3 << END
1 1 0.51 1.49 0.54 1.46 8106965
2 1 1.51 2.49 0.54 1.46 13953267
END
plot $data3 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable fs solid noborder notitle
set lmargin at screen 0.28150
set rmargin at screen 0.97500
set tmargin at screen 0.49923
set bmargin at screen 0.44668
unset logscale x
set xrange [0.5:1.5]
unset logscale y
set yrange [0.5:1.5]
$data4 << END
1 1 0.51 1.49 0.54 1.46 11588839
END
plot $data4 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable fs solid noborder notitle
set lmargin at screen 0.28150
set rmargin at screen 0.97500
set tmargin at screen 0.36012
set bmargin at screen 0.30757
unset logscale x
set xrange [0.5:1.5]
unset logscale y
set yrange [0.5:1.5]
$data5 << END
1 1 0.51 1.49 0.54 1.46 13953267
END
plot $data5 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable fs solid noborder notitle
set lmargin at screen 0.28150
set rmargin at screen 0.97500
set tmargin at screen 0.22102
set bmargin at screen 0.16847
unset logscale x
set xrange [0.5:1.5]
unset logscale y
set yrange [0.5:1.5]
$data6 << END
1 1 0.51 1.49 0.54 1.46 13953267
END
plot $data6 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable fs solid noborder notitle
unset border
set label 'Efficiency of each task under each allocator' at 10.0,626.0 left font 'sans-serif,15' textcolor rgb '#000000' front
set label 'boxed' at 10.0,604.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'concat of 20,000, 2 workers' at 196.7,576.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc' at 327.5,550.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc:retain' at 577.2,550.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '63 % ?' at 327.5,576.0 center font 'sans-serif,12' textcolor rgb '#111111' front
set label '80 % ?' at 577.2,576.0 center font 'sans-serif,12' textcolor rgb '#111111' front
set label 'immortal' at 10.0,514.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'concat of 20,000, 2 workers' at 196.7,486.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc' at 327.5,460.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc:retain' at 577.2,460.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '67 % ?' at 327.5,486.0 center font 'sans-serif,12' textcolor rgb '#111111' front
set label '90 % ?' at 577.2,486.0 center font 'sans-serif,12' textcolor rgb '#111111' front
set label 'ghost' at 10.0,424.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'concat of 20,000, 2 workers' at 196.7,396.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc' at 327.5,370.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc:retain' at 577.2,370.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '67 % ?' at 327.5,396.0 center font 'sans-serif,12' textcolor rgb '#111111' front
set label '90 % ?' at 577.2,396.0 center font 'sans-serif,12' textcolor rgb '#111111' front
set label 'replay' at 10.0,334.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'concat of 20,000, 2 workers' at 196.7,306.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc' at 452.3,280.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '80 % ?' at 452.3,306.0 center font 'sans-serif,12' textcolor rgb '#111111' front
set label 'replay+immortal' at 10.0,244.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'concat of 20,000, 2 workers' at 196.7,216.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc' at 452.3,190.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '90 % ?' at 452.3,216.0 center font 'sans-serif,12' textcolor rgb '#111111' front
set label 'replay+ghost' at 10.0,154.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'concat of 20,000, 2 workers' at 196.7,126.0 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc' at 452.3,100.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '90 % ?' at 452.3,126.0 center font 'sans-serif,12' textcolor rgb '#111111' front
set label 'What is left of a worker''s speed beside others: 100 % is no loss, 50 % twice the time; beyond the CPUs, of what sharing' at 10.0,77.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'them leaves. The darker, the more is lost. ?: no verdict, so that the number may be noise. No number: not measured, or' at 10.0,62.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'launches of two kinds.' at 10.0,47.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'why; 20 blocks; Imaginary 9000, 2 CPUs on 2 cores, 8.00 GiB, Linux 6.1.0-18-amd64, glibc 2.36, huge pages madvise, under' at 10.0,32.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set label 'KVM' at 10.0,17.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set lmargin at screen 0.00000
set rmargin at screen 1.00000
set tmargin at screen 1.00000
set bmargin at screen 0.00000
unset logscale x
set xrange [0:720]
unset logscale y
set yrange [0:647]
plot NaN notitle
unset multiplot
