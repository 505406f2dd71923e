// Nothing: the target of the precompiled headers of the tests needs a file to compile.
