# Names for the common commands; the logic is in .setup/, CMakeLists.txt and the programs.
ALLOC  ?= mimalloc
PRESET ?= release
ARGS   ?=
build  := build/$(PRESET)

.PHONY: experiment matrix report list doctor test microbench selfbench selftest install clean packages programs tests help

help:
	@echo 'make experiment ALLOC=mimalloc   install what is missing, build, measure beside glibc, print the tables'
	@echo 'make matrix [ARGS=30m]           the full matrix within a given time; continues where it was left'
	@echo 'make report                      print the tables of what is stored'
	@echo 'make list                        kernels, layouts, allocators, experiments, metrics, formats'
	@echo 'make doctor                      what about this machine moves results, and what to do'
	@echo 'make microbench ALLOC=jemalloc   the kernels under Google Benchmark; its options in ARGS'
	@echo 'make selfbench                   what the instrument itself costs'
	@echo 'make selftest [ARGS=--full]      is the instrument right? planted causes, to be named'
	@echo 'make test                        build and pass every test'
	@echo 'make install [prefix=… DESTDIR=…]'

packages:
	@.setup/packages.sh

programs: packages
	@.setup/build.sh $(PRESET) programs

tests: packages
	@.setup/build.sh $(PRESET) all

experiment: programs
	@$(build)/bin/allocscale run quick --alloc $(ALLOC) $(ARGS)

matrix: programs
	@experiments/run_matrix.sh $(ARGS)

report: programs
	@$(build)/bin/allocscale report $(ARGS)

list: programs
	@for what in kernels layouts allocators experiments metrics formats; do $(build)/bin/allocscale list $$what; echo; done

doctor: programs
	@$(build)/bin/allocscale doctor

microbench: programs
	@$(build)/libexec/allocscale/microbench-$(ALLOC) $(ARGS)

selfbench: tests
	@$(build)/bin/selfbench $(ARGS)

selftest: programs
	@$(build)/bin/allocscale selftest $(ARGS)

test: tests
	@ctest --preset $(PRESET) $(ARGS)

install: programs
	@DESTDIR='$(DESTDIR)' cmake --install $(build) $(if $(prefix),--prefix '$(prefix)')

clean:
	@rm -rf build
