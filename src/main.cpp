// main.cpp: the program. Every verb lives in cli/, one file each.
#include "cli/run.hpp"

int main(int argc, char** argv) { return lenscap::cli::run(argc, argv); }
