set terminal svg size 720,230 dynamic noenhanced font 'sans-serif,12' background '#ffffff'
set encoding utf8
set multiplot
unset key
unset xtics
unset ytics
set border 3 lc rgb '#888888' lw 0.8
set lmargin at screen 0.32900
set rmargin at screen 0.95286
set tmargin at screen 0.74783
set bmargin at screen 0.48696
set logscale x
set xrange [3723.64:2.95279e+08]
unset logscale y
set yrange [0.4:2.6]
$data1 << END
4096 0.4
4096 2.6

16384 0.4
16384 2.6

65536 0.4
65536 2.6

262144 0.4
262144 2.6

1.04858e+06 0.4
1.04858e+06 2.6

4.1943e+06 0.4
4.1943e+06 2.6

1.67772e+07 0.4
1.67772e+07 2.6

6.71089e+07 0.4
6.71089e+07 2.6

2.68435e+08 0.4
2.68435e+08 2.6

END
$data2 << END
1.34285e+08 2 135168 2.68435e+08 1.7 2.3
END
$data3 << END
69632 2 4096 135168 1.7 2.3
1.3422e+08 1 4096 2.68435e+08 0.7 1.3
END
plot $data1 using 1:2 with lines lc rgb '#E0E0E0' lw 0.7 notitle, \
  $data2 using 1:2:3:4:5:6 with boxxyerror lc rgb '#E69F00' fs solid 0.85 border rgb '#E69F00' notitle, \
  $data3 using 1:2:3:4:5:6 with boxxyerror lc rgb '#56B4E9' fs solid 0.3 border rgb '#56B4E9' notitle
unset border
set label 'Where each allocator gives memory back' at 10.0,209.0 left font 'sans-serif,15' textcolor rgb '#000000' front
set label 'given back' at 40.0,189.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'kept' at 150.4,189.0 left font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc 2.36, one, again and again' at 230.9,155.6 right font 'sans-serif,12' textcolor rgb '#222222' front
set label 'glibc 2.36, growing' at 230.9,128.4 right font 'sans-serif,12' textcolor rgb '#222222' front
set label '4 KiB' at 240.7,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '16 KiB' at 295.9,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '64 KiB' at 351.1,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '256 KiB' at 406.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '1 MiB' at 461.5,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '4 MiB' at 516.7,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '16 MiB' at 571.9,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '64 MiB' at 627.1,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label '256 MiB' at 682.3,103.0 center font 'sans-serif,12' textcolor rgb '#222222' front
set label 'size of a buffer' at 461.5,85.0 center font 'sans-serif,12' textcolor rgb '#555555' front
set label 'A buffer of a size in an orange range is given back to the kernel when it is freed: its next use takes a page fault for' at 10.0,62.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'each page. In a blue range it is kept. Points: the largest list buffer of each task of this run.' at 10.0,47.5 left font 'sans-serif,11' textcolor rgb '#222222' front
set label 'why; 20 blocks; Imaginary 9000, 2 CPUs on 2 cores, 8.00 GiB, Linux 6.1.0-18-amd64, glibc 2.36, huge pages madvise, under' at 10.0,32.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set label 'KVM' at 10.0,17.5 left font 'sans-serif,11' textcolor rgb '#555555' front
set lmargin at screen 0.00000
set rmargin at screen 1.00000
set tmargin at screen 1.00000
set bmargin at screen 0.00000
unset logscale x
set xrange [0:720]
unset logscale y
set yrange [0:230]
$data4 << END
22 189 10 34 183 195
END
$data5 << END
132.4 189 120.4 144.4 183 195
END
plot $data4 using 1:2:3:4:5:6 with boxxyerror lc rgb '#E69F00' fs solid 0.85 border rgb '#E69F00' notitle, \
  $data5 using 1:2:3:4:5:6 with boxxyerror lc rgb '#56B4E9' fs solid 0.3 border rgb '#56B4E9' notitle
unset multiplot
