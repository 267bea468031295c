#include "casefile/rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lenscap::casefile {

namespace {
constexpr std::size_t max_notes = 100;  // enough to see what was done; the rest is counted
}  // namespace

void Reading::damaged(std::string_view what) {
  if (!error)
    error = model::Error{fmt::format("the case file is damaged: {}", what), path,
                         "restore it from a copy, or audit the evidence again"};
}

void Reading::note(std::string what) {
  if (++damages <= max_notes) damage.push_back(std::move(what));
}

Rows::Rows(Reading& reading, const char* sql) : reading_(reading) {
  if (reading_.error) return;
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(reading.db, sql, -1, &raw, nullptr) != SQLITE_OK)
    reading_.error = last_error(reading.db, reading.path);
  statement_.reset(raw);
}

bool Rows::next() {
  if (reading_.error) return false;
  const int rc = sqlite3_step(statement_.get());
  if (rc == SQLITE_DONE) return false;
  if (rc != SQLITE_ROW) {
    reading_.error = last_error(reading_.db, reading_.path);
    return false;
  }
  const std::int64_t key = sqlite3_column_int64(statement_.get(), 0);
  if (key <= key_) {
    reading_.damaged("rows out of order");
    return false;
  }
  key_ = key;
  return true;
}

bool Rows::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

std::int64_t Rows::integer(int column) {
  if (sqlite3_column_type(statement_.get(), column) != SQLITE_INTEGER) reading_.damaged("a number is none");
  return sqlite3_column_int64(statement_.get(), column);
}

std::uint64_t Rows::count(int column) { return small(column, INT64_MAX); }

std::uint64_t Rows::small(int column, std::uint64_t limit) {
  const std::int64_t value = integer(column);
  if (value >= 0 && static_cast<std::uint64_t>(value) <= limit) return static_cast<std::uint64_t>(value);
  reading_.damaged("a number is out of range");
  return 0;
}

model::Nanos Rows::time(int column) { return is_null(column) ? model::no_time : integer(column); }

std::string_view Rows::said(int column) {
  const int type = sqlite3_column_type(statement_.get(), column);
  if (type != SQLITE_TEXT && type != SQLITE_BLOB) {
    reading_.damaged("a text is none");
    return {};
  }
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = static_cast<std::uint64_t>(sqlite3_column_bytes(statement_.get(), column));
  if (data == nullptr && sqlite3_errcode(reading_.db) == SQLITE_NOMEM)
    reading_.error = last_error(reading_.db, reading_.path);
  if (size > reading_.bytes_left) {
    reading_.damaged("it says more than it holds");
    return {};
  }
  reading_.bytes_left -= size;
  return data == nullptr ? std::string_view() : std::string_view(data, size);
}

std::optional<std::size_t> position(const std::vector<model::Id>& ids, model::Id id) {
  if (id > 0 && static_cast<std::size_t>(id) <= ids.size() && ids[static_cast<std::size_t>(id) - 1] == id)
    return static_cast<std::size_t>(id) - 1;
  auto at = std::lower_bound(ids.begin(), ids.end(), id);
  if (at == ids.end() || *at != id) return std::nullopt;
  return static_cast<std::size_t>(at - ids.begin());
}

}  // namespace lenscap::casefile
