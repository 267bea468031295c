// fuzz/csv_rows_fuzz.cpp: any bytes as a table: rows stand one after another, within the input, and are UTF-8.
#include <simdjson.h>

#include <cstdlib>

#include "sources/csv_rows.hpp"

using namespace lenscap::sources;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  CsvRows rows({data, size});
  std::uint64_t end = 0, line = 0, number = 0;
  while (const CsvRow* row = rows.next()) {
    if (row->number != ++number || row->line <= line || row->offset < end || row->fields.empty()) std::abort();
    line = row->line;
    end = row->offset + row->length;
    if (end > size || row->fields.size() > csv_fields) std::abort();
    for (const auto field : row->fields)
      if (!simdjson::validate_utf8(field.data(), field.size())) std::abort();
  }
  if (describe(rows.form()).empty()) std::abort();
  return 0;
}
