// cli/examples.hpp: where the example lies: beside the checkout that built the program, or where a package put it.
#pragma once
#include <optional>
#include <string>

namespace lenscap::cli {

/// Path of an example file; empty when it is not there.
std::optional<std::string> find_example(const std::string& name);

}  // namespace lenscap::cli
