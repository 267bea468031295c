// bench/case_rows.cpp: how fast a case of a million observations is saved: `case_rows ROUNDS FOLDER` → "save ROWS/S",
// "flows ROWS/S" and "bare ROWS/S", medians of rounds that take turns. A case is saved as `lenscap audit --case` saves
// it: checked, digested, indexed, synced and renamed; its rows are the observations and their locators, and in a second
// case half a million flows of 26 columns. Beside them as many rows of eight columns go into a bare SQLite table, which
// is what the library itself takes on this disk.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "casefile/sqlite.hpp"
#include "casefile/store.hpp"
#include "model/case.hpp"

namespace {

using namespace lenscap;

constexpr model::Id devices = 20'000, facts_a_device = 50;
constexpr std::size_t observations = devices * facts_a_device, rows = 2 * observations;

struct Form {
  const char* kind;
  const char* place;
  const char* before;  ///< of the excerpt
  const char* after;
};
constexpr std::array<Form, 5> forms{
    {{"rtsp.realm", "tcp 554 rtsp header WWW-Authenticate", "Digest realm=\"", "\""},
     {"http.server", "tcp 80 http header Server", "Server: ", "\r\n"},
     {"dhcp.hostname", "udp 67 dhcp option 12", "", ""},
     {"wsd.name", "udp 3702 xml /Envelope/Body/Hello/Scopes", "onvif://www.onvif.org/name/",
      " onvif://www.onvif.org/type/video_encoder"},
     {"dhip.serialno", "udp 37810 json /params/deviceInfo/SerialNo", "\"SerialNo\":\"", "\",\"Vendor\":\"Private\""}}};

/// A large city's cameras, each with fifty facts of the forms above.
model::Case make_case() {
  model::Case c;
  c.meta = {{"program", "lenscap bench"}};
  c.sources.resize(1);
  c.sources[0].name = "bench.pcap";
  c.sources[0].format = "pcap";
  for (model::Id d = 1; d <= devices; ++d) {
    c.subjects.push_back(
        {d, "device", fmt::format("mac:3c:ef:8c:{:02x}:{:02x}:{:02x}", d >> 16, d >> 8 & 255, d & 255)});
    c.identifiers.push_back({d, "mac", c.subjects.back().key.substr(4), model::no_time, model::no_time});
  }
  c.observations.resize(observations);
  for (std::size_t i = 0; i < observations; ++i) {
    const Form& form = forms[i % forms.size()];
    auto& o = c.observations[i];
    o.id = static_cast<model::Id>(i) + 1;
    o.subject = static_cast<model::Id>(i) / facts_a_device + 1;
    o.kind = form.kind;
    o.value = fmt::format("3A{:05}PAZ{:05}", i % 99991, i / 7);
    o.first = 1'772'434'800'000'000'000 + static_cast<model::Nanos>(i) * 44'000;
    o.last = o.first + 3'600 * model::nanos_per_second;
    o.count = i % 977 + 1;
    o.locator.spans = {{i * 7 + 1, 66, static_cast<std::uint32_t>(o.value.size())}};
    o.locator.place = form.place;
    o.locator.excerpt = form.before + o.value + form.after;
    o.locator.mark_at = static_cast<std::uint16_t>(std::string_view(form.before).size());
    o.locator.mark_length = static_cast<std::uint16_t>(o.value.size());
  }
  return c;
}

constexpr std::size_t flows = 500'000, flows_a_device = 25;

/// The traffic of as many cameras, each with a few peers in each of some hours.
model::Case make_flows() {
  model::Case c;
  c.sources.resize(1);
  c.sources[0].name = "bench.pcap";
  c.sources[0].format = "pcap";
  for (model::Id d = 1; d <= static_cast<model::Id>(flows / flows_a_device); ++d)
    c.subjects.push_back({d, "device", fmt::format("ip:10.{}.{}.{}", d >> 16, d >> 8 & 255, d & 255)});
  for (std::size_t i = 0; i < flows; ++i) {
    model::CaseFlow row;
    row.subject = static_cast<model::Id>(i / flows_a_device) + 1;
    auto& f = row.flow;
    f.hour = 1'772'434'800'000'000'000 + static_cast<model::Nanos>(i % flows_a_device / 5) * model::one_hour;
    f.peer = model::Ip::v4(0xcb007100 + static_cast<std::uint32_t>(i % 5 * 7 + i / 5 * 11 % 40'000));
    f.protocol = i % 3 == 0 ? 17 : 6;
    f.port = i % 3 == 0 ? 53 : 443;
    f.opened = model::Opened::by_host;
    f.first = f.hour + static_cast<model::Nanos>(i) * 1'234'567;
    f.last = f.first + 1'000 * model::nanos_per_second;
    f.packets_out = i % 97 + 1;
    f.packets_in = i % 89;
    f.bytes_out = f.packets_out * 333;
    f.bytes_in = f.packets_in * 777;
    f.attempts = i % 7 + 1;
    f.answered = f.attempts / 2;
    f.intervals = {static_cast<std::uint32_t>(i % 5), i % 60'000, i % 60'000 * 60'000};
    f.packet = i * 7 + 1;
    c.flows.push_back(row);
  }
  return c;
}

bool run(sqlite3* db, const char* sql) { return sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

/// One prepared INSERT in one transaction, with the pragmas that casefile/save.cpp sets, and no index.
bool insert_bare(const std::string& path, const model::Case& c) {
  sqlite3* opened = nullptr;
  const int rc = sqlite3_open(path.c_str(), &opened);
  const casefile::Database db(opened);
  if (rc != SQLITE_OK || !run(db.get(),
                              "PRAGMA journal_mode=OFF; PRAGMA synchronous=NORMAL;"
                              "PRAGMA locking_mode=EXCLUSIVE; BEGIN;"
                              "CREATE TABLE bare(id INTEGER PRIMARY KEY, subject INTEGER, kind TEXT,"
                              " value TEXT, first INTEGER, last INTEGER, count INTEGER, place TEXT)"))
    return false;
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(db.get(), "INSERT INTO bare VALUES(?,?,?,?,?,?,?,?)", -1, &prepared, nullptr) != SQLITE_OK)
    return false;
  {
    const casefile::Statement insert(prepared);
    const auto text = [&](int column, const std::string& value) {
      sqlite3_bind_text(insert.get(), column, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    };
    for (std::size_t i = 0; i < rows; ++i) {
      const auto& o = c.observations[i % observations];
      sqlite3_bind_int64(insert.get(), 1, static_cast<std::int64_t>(i) + 1);
      sqlite3_bind_int64(insert.get(), 2, o.subject);
      text(3, o.kind);
      text(4, o.value);
      sqlite3_bind_int64(insert.get(), 5, o.first);
      sqlite3_bind_int64(insert.get(), 6, o.last);
      sqlite3_bind_int64(insert.get(), 7, static_cast<std::int64_t>(o.count));
      text(8, o.locator.place);
      if (sqlite3_step(insert.get()) != SQLITE_DONE) return false;
      sqlite3_reset(insert.get());
    }
  }
  return run(db.get(), "COMMIT");
}

/// How many of `rows` a second one run of `write` takes; leaves no file. Negative when it failed.
template <class Write>
double rate(const std::string& path, std::size_t rows_written, Write write) {
  ::unlink(path.c_str());
  const auto start = std::chrono::steady_clock::now();
  const bool done = write();
  const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  ::unlink(path.c_str());
  return done ? static_cast<double>(rows_written) / took : -1;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc == 3 ? std::atoi(argv[1]) : 0;
  if (rounds < 1) {
    std::fprintf(stderr, "case_rows ROUNDS FOLDER\n");
    return 2;
  }
  const std::string path = std::string(argv[2]) + "/rows.lenscap";
  const model::Case c = make_case(), traffic = make_flows();
  const auto save = [&](const model::Case& what) {
    const auto saved = casefile::save(path, what);
    if (!saved) fmt::print(stderr, "{}: {}\n", saved.error().where, saved.error().what);
    return saved.has_value();
  };
  std::vector<double> facts, totals, bare;
  for (int i = 0; i < rounds; ++i) {
    facts.push_back(rate(path, rows, [&] { return save(c); }));
    totals.push_back(rate(path, flows, [&] { return save(traffic); }));
    bare.push_back(rate(path, rows, [&] { return insert_bare(path, c); }));
    if (facts.back() < 0 || totals.back() < 0 || bare.back() < 0) return 2;
  }
  fmt::print("save {:.0f}\nflows {:.0f}\nbare {:.0f}\n", median(facts), median(totals), median(bare));
}
