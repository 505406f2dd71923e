# write_commit.cmake: SOURCE, FILE. Leaves in FILE the commit of the sources, with "+changes" where files differ from it;
# nothing where the sources lie in no git clone.
execute_process(COMMAND git -C ${SOURCE} describe --always --abbrev=12 --exclude=* --dirty=+changes
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
file(WRITE ${FILE} "${commit}\n")
