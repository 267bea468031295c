#include "model/error.hpp"

namespace lenscap::model {

std::string to_line(const Error& error) {
  std::string line = error.where.empty() ? error.what : error.where + ": " + error.what;
  if (!error.todo.empty()) line += "; " + error.todo;
  return line;
}

}  // namespace lenscap::model
