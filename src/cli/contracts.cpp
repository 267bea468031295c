// lenscap contracts: notices of public contracts in; sums, links, findings and one party's surroundings out.
#include "views/contracts.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>

#include "assess/contract_around.hpp"
#include "assess/contract_devices.hpp"
#include "assess/contract_patterns.hpp"
#include "casefile/store.hpp"
#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/verbs.hpp"
#include "sources/notices.hpp"
#include "views/neutral.hpp"

namespace lenscap::cli {

namespace {

struct ContractsArguments {
  std::vector<std::string> inputs, map;
  CommonOptions common;
  std::string around, kept, csv, ftm, ocds, dot, html;
  bool quiet = false;
};

/// "Vendor=supplier" for each --map.
model::Result<std::vector<std::pair<std::string, std::string>>> read_map(const std::vector<std::string>& map) {
  std::vector<std::pair<std::string, std::string>> columns;
  for (const auto& one : map) {
    const auto equals = one.rfind('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == one.size())
      return model::fail(fmt::format("\"{}\" maps no column", views::neutral(one)), "--map",
                         "write COLUMN=FIELD, such as Vendor=supplier");
    columns.emplace_back(one.substr(0, equals), one.substr(equals + 1));
  }
  return columns;
}

model::Result<void> check_contract_arguments(const ContractsArguments& a) {
  int to_stdout = 0;
  for (const auto* output : {&a.common.json, &a.csv, &a.ftm, &a.ocds, &a.dot, &a.html}) to_stdout += *output == "-";
  if (to_stdout > 1)
    return model::fail("two documents cannot share standard output", "--json, --csv, --ftm, --ocds, --dot, --html",
                       "give one of them a file");
  if (!a.html.empty() && a.around.empty())
    return model::fail("the page is about one party", "--html", "name it with --around PARTY");
  return {};
}

/// Reads every file; what cannot be read is complained of.
std::vector<views::ContractsInput> read(const ContractsArguments& a,
                                        const std::vector<std::pair<std::string, std::string>>& columns,
                                        assess::ContractLedger& ledger, bool& unusable) {
  std::vector<views::ContractsInput> inputs;
  Progress progress("reading", a.quiet);
  std::uint64_t done = 0;
  for (const auto& path : a.inputs) {
    sources::NoticeOptions options;
    options.columns = columns;
    sources::NoticeSink sink;
    sink.release = [&](model::Release&& release) { ledger.add(release); };
    sink.note = [&](model::NoticeNote&& note) { ledger.note(note); };
    const auto counts = sources::read_notices(path, options, sink);
    progress.show(++done, a.inputs.size());
    if (!counts) {
      complain(counts.error());
      unusable = true;
      continue;
    }
    views::ContractsInput input;
    input.name = path == "-" ? "standard input" : path;
    input.sha256 = counts->sha256;
    input.releases = counts->releases;
    input.bytes = counts->bytes;
    input.formats.assign(counts->formats.begin(), counts->formats.end());
    input.columns = counts->columns;
    input.damage = counts->damage;
    inputs.push_back(std::move(input));
  }
  return inputs;
}

/// Screening and ownership of the knowledge; owners of a day are looked up once.
assess::ContractAsks make_asks(const assess::Screening& screening, const knowledge::Knowledge& k) {
  using Key = std::pair<std::string, model::Date>;
  auto known = std::make_shared<std::map<Key, std::vector<assess::Owner>>>();
  auto memory = std::make_shared<assess::NameIndex::Scratch>();
  return {[memory, &screening](const assess::ScreenAsk& ask) { return screening.ask(ask, *memory); },
          [known, &k](std::string_view id, model::Date day) {
            const auto [at, fresh] = known->try_emplace(Key(id, day));
            if (fresh) at->second = assess::owners_on(k, id, day);
            return at->second;
          }};
}

int contracts(const ContractsArguments& a) {
  if (auto ok = check_contract_arguments(a); !ok) return refuse(ok.error());
  const auto columns = read_map(a.map);
  if (!columns) return refuse(columns.error());
  auto knowledge = load_knowledge(a.common);
  if (!knowledge) return refuse(knowledge.error());
  const auto ask = make_ask(a.common, *knowledge);
  if (!ask) return refuse(ask.error());
  assess::ContractQuestion question{ask->whos, {}};
  if (!a.common.on.empty()) question.on = ask->on;

  std::vector<assess::CaseDevice> devices;
  if (!a.kept.empty()) {
    const auto kept = casefile::load(a.kept);
    if (!kept) return refuse(kept.error());
    devices = assess::devices_of(*kept);
  }
  const assess::DeviceLook devices_look(devices);
  const assess::Screening screening(*knowledge);
  const auto asks = make_asks(screening, *knowledge);
  assess::ContractLedger::Look look;
  if (!devices.empty()) look = [&](std::string_view text, auto& found) { devices_look.look(text, found); };
  assess::ContractLedger ledger(asks.screen, look);
  bool unusable = false;
  const auto inputs = read(a, *columns, ledger, unusable);
  if (inputs.empty()) return exit_unusable;
  ledger.close();

  const auto screened = assess::screen_suppliers(ledger, asks);
  const auto links = assess::link_processes(ledger, screened, *knowledge, asks);
  const auto findings = assess::find_in_contracts(ledger, screened, *knowledge, asks, question);
  const auto patterns = assess::find_patterns(ledger, links, *knowledge, question);
  const auto joins = assess::join_devices(ledger, devices);
  assess::Around around;
  if (!a.around.empty()) around = assess::look_around(ledger, links, screened, *knowledge, asks, a.around);
  const auto totals = assess::total(ledger, links, *knowledge, around.wanted);

  const views::ContractsView view{
      *knowledge,
      ledger,
      links,
      screened,
      totals,
      findings,
      patterns,
      inputs,
      devices,
      joins,
      a.around.empty() ? nullptr : &around,
      [&](std::uint32_t process) { return assess::links_within(ledger, process, screened, *knowledge, asks); },
      asks.owners};
  bool to_stdout = false;
  const auto put = [&](const std::string& to, auto make) -> model::Result<void> {
    if (to.empty()) return {};
    to_stdout |= to == "-";
    return write_document(to, make(view));
  };
  for (auto done : {put(a.common.json, views::to_contracts_json), put(a.csv, views::to_contracts_csv),
                    put(a.ftm, views::to_contracts_ftm), put(a.ocds, views::to_contracts_ocds),
                    put(a.dot, views::to_contracts_dot), put(a.html, views::to_contracts_html)})
    if (!done) return refuse(done.error());
  if (!to_stdout && !a.quiet)
    if (auto done = write_document("-", views::to_contracts_terminal(view, {wants_colour(), terminal_width()})); !done)
      return refuse(done.error());
  return unusable ? exit_unusable : exit_done;
}

}  // namespace

void add_contracts(const Verb& app, int& code) {
  auto a = std::make_shared<ContractsArguments>();
  const Verb verb =
      app.verb("contracts", "Which contracts belong together, what they cost, and which a rule speaks of");
  verb.places("FILE", a->inputs,
              "OCDS releases, records or packages, TED notices, USAspending or plain tables; - for standard input",
              Verb::Need::required);
  verb.text("--around", a->around, "PARTY", "Only this party: its contracts, companies, owners, dates and sums");
  verb.list("--for", a->common.whos, "WHO",
            "Who buys, e.g. uk-council (several allowed; default: guessed from the buyer's name)");
  verb.text("--on", a->common.on, "DATE",
            "Judge by the rules of this day, YYYY-MM-DD (default: the day of each award)");
  verb.text("--case", a->kept, "CASE", "Join the devices of a kept case with what was bought");
  verb.each("--map", a->map, "COLUMN=FIELD",
            "A column of a plain table: COLUMN=FIELD (several allowed; default: guessed and named)");
  add_json_option(verb, a->common);
  verb.text("--csv", a->csv, "FILE", "Write one row an award or contract; - for standard output");
  verb.text("--ftm", a->ftm, "FILE", "Write FollowTheMoney entities, JSON lines; - for standard output");
  verb.text("--ocds", a->ocds, "FILE", "Write a compiled OCDS 1.1 package with the links; - for standard output");
  verb.text("--dot", a->dot, "FILE", "Write a graph for Graphviz; - for standard output");
  verb.text("--html", a->html, "FILE", "Write the page of --around as one file; - for standard output");
  add_knowledge_option(verb, a->common);
  verb.flag("--quiet,-q", a->quiet, "No report on standard output, no progress");
  verb.footer(
      "Examples:\n"
      "  lenscap contracts releases.jsonl --for uk-council\n"
      "  lenscap contracts examples/xinjiang-2017.json --around hikvision --html page.html\n"
      "  lenscap contracts spending.csv --map Vendor=supplier --csv -\n"
      "  lenscap contracts releases.zip --case depot.lenscap\n\n"
      "An ocid alone links nothing: a process is one ocid and buyers that overlap. Sums are in their own currency, "
      "each\n"
      "once; ceilings are no spending. A code or the word CCTV names no maker. An export list forbids no purchase.");
  verb.run([a, &code] { code = contracts(*a); });
}

}  // namespace lenscap::cli
