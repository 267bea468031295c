// makenotices: contract notices in OCDS 1.1, as many as asked for, for measuring what reads them. Shares no code with
// the readers; the same arguments give the same bytes on every machine.
//   makenotices COUNT [package|lines] [SEED] >FILE
// A release is some 2.4 kB, as Contracts Finder's are on average. One process in twenty has a second release that
// corrects its award; one award in ten is a call-off of a framework; suppliers and buyers repeat, as they do in
// reality. The last line on standard error says what must be found: releases, processes, and the sum of the newest
// awards.
#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>

namespace {

/// SplitMix64 (Steele, Lea, Flood 2014): every release has a stream of its own, so none depends on those before it.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t n) { return next() % n; }
  template <std::size_t N>
  std::string_view of(const std::string_view (&words)[N]) {
    return words[below(N)];
  }

 private:
  std::uint64_t state_;
};

constexpr std::string_view towns[]{"Ashby",    "Bexford", "Carlow Green", "Denholm",
                                   "Eastmere", "Farnley", "Gorton Vale",  "Holt"};
constexpr std::string_view bodies[]{"Borough Council", "County Council", "Housing Association",
                                    "NHS Trust",       "University",     "Police"};
constexpr std::string_view trades[]{
    "Electrical", "Security Systems", "Building Services", "Networks", "Facilities", "Catering", "Roads", "Software"};
constexpr std::string_view forms[]{"Ltd", "Limited", "PLC", "LLP", "(UK) Ltd"};
constexpr std::string_view things[]{"CCTV maintenance",    "door access control", "school meals",
                                    "road resurfacing",    "laptops and tablets", "network cameras and recorders",
                                    "grounds maintenance", "fire alarm testing",  "window cleaning"};
constexpr std::string_view codes[]{"35125300", "50343000", "55524000", "45233000", "30213000",
                                   "32323500", "77314000", "50413200", "90911300"};
constexpr std::string_view sentences[]{
    "The contract is let for two years with an option to extend for a further twelve months, subject to performance "
    "and budget. ",
    "Tenderers are asked to visit the site before they submit a price. ",
    "Works shall be carried out outside opening hours, and all staff must hold a current licence of the Security "
    "Industry Authority. ",
    "The supplier shall provide all parts, labour, tools and access equipment. ",
    "Prices are fixed for the first year; \\\"open book\\\" accounting applies after that.\\n"};

class Maker {
 public:
  Maker(std::uint64_t count, bool lines, std::uint64_t seed) : count_(count), lines_(lines), seed_(seed) {}

  void run() {
    if (!lines_)
      put(R"({{"uri":"https://example.org/releases","version":"1.1","publishedDate":"2026-01-31T00:00:00Z","publisher":{{"name":"Generated"}},"license":"https://creativecommons.org/publicdomain/zero/1.0/","releases":[)");
    std::uint64_t process = 0;
    for (std::uint64_t n = 0; n < count_; ++process) {
      Random random(seed_ * 0x100000001b3 + process);
      const bool corrected = random.below(20) == 0 && n + 1 < count_;
      std::uint64_t pounds = 1000 + random.below(900'000);
      release(process, random, pounds, false, n++);
      if (corrected) {
        Random again(seed_ * 0x100000001b3 + process);
        again.below(20);
        again.below(900'000);
        pounds += 500;
        release(process, again, pounds, true, n++);
      }
      total_ += pounds;
    }
    if (!lines_) text_ += "]}\n";
    flush();
    fmt::print(stderr, "releases {} processes {} pounds {}\n", count_, process, total_);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), form, std::forward<Args>(args)...);
  }
  void flush() {
    if (std::fwrite(text_.data(), 1, text_.size(), stdout) != text_.size()) std::exit(1);
    text_.clear();
  }

  void release(std::uint64_t process, Random& random, std::uint64_t pounds, bool second, std::uint64_t n) {
    if (!lines_ && n != 0) text_ += ',';
    const auto buyer = random.below(5'000), supplier = random.below(200'000), thing = random.below(std::size(things));
    const auto day = 1 + random.below(27), month = 1 + random.below(12), year = 2018 + random.below(8);
    const bool call_off = random.below(10) == 0;
    Random who(buyer), firm(supplier + 1'000'000);
    const std::string buyer_name = fmt::format("{} {}", who.of(towns), who.of(bodies));
    const std::string supplier_name =
        fmt::format("{} {} {} {}", firm.of(towns), firm.of(trades), supplier, firm.of(forms));
    put(R"({{"ocid":"ocds-gen001-{:08}","id":"gen-{:08}-{}","language":"en","date":"{}-{:02}-{:02}T{}:00:00Z","tag":["{}"],"initiationType":"tender",)",
        process, process, second ? 2 : 1, year, month, day, second ? 18 : 10, second ? "awardUpdate" : "award");
    put(R"("tender":{{"id":"T-{}-{}","title":"{} for {}","description":")", year, process, things[thing], buyer_name);
    for (std::uint64_t i = 0, most = 3 + random.below(6); i < most; ++i) text_ += random.of(sentences);
    put(R"(","status":"complete","classification":{{"scheme":"CPV","id":"{}","description":"{}"}},"additionalClassifications":[{{"scheme":"CPV","id":"{}"}}],)",
        codes[thing], things[thing], random.of(codes));
    put(R"("items":[{{"id":"1","deliveryAddresses":[{{"region":"England","countryName":"United Kingdom"}}]}}],"minValue":{{"amount":{},"currency":"GBP"}},"value":{{"amount":{},"currency":"GBP"}},)",
        pounds / 2, pounds + 10'000);
    put(R"("procurementMethod":"{}","procurementMethodDetails":"{}","tenderPeriod":{{"endDate":"{}-{:02}-{:02}T12:00:00Z"}},"contractPeriod":{{"startDate":"{}-{:02}-{:02}T00:00:00Z","endDate":"{}-{:02}-{:02}T23:59:59Z"}},"suitability":{{"sme":true,"vcse":false}},"mainProcurementCategory":"services"}},)",
        call_off ? "limited" : "open", call_off ? "Call-off from a framework agreement" : "Open procedure", year, month,
        day, year, month, day, year + 2, month, day);
    put(R"("parties":[{{"id":"GEN-B-{}","name":"{}","identifier":{{"legalName":"{}"}},"address":{{"streetAddress":"Civic Centre, {} High Street","locality":"{}","postalCode":"AB{} {}CD","countryName":"England"}},"contactPoint":{{"email":"procurement@example.org","telephone":"0000"}},"details":{{"url":"http://example.org/"}},"roles":["buyer"]}},)",
        buyer, buyer_name, buyer_name, 1 + random.below(200), random.of(towns), random.below(60), random.below(9));
    put(R"({{"id":"GB-COH-{:08}","name":"{}","identifier":{{"scheme":"GB-COH","id":"{:08}","legalName":"{}"}},"address":{{"streetAddress":"Unit {}, Station Road, {}"}},"details":{{"scale":"sme","vcse":false}},"roles":["supplier"]}}],"buyer":{{"id":"GEN-B-{}","name":"{}"}},)",
        supplier, supplier_name, supplier, supplier_name, 1 + random.below(40), random.of(towns), buyer, buyer_name);
    put(R"("awards":[{{"id":"ocds-gen001-{:08}-1","status":"active","date":"{}-{:02}-{:02}T00:00:00Z","datePublished":"{}-{:02}-{:02}T10:00:00Z","value":{{"amount":{},"currency":"GBP"}},"suppliers":[{{"id":"GB-COH-{:08}","name":"{}"}}],)",
        process, year, month, day, year, month, day, pounds, supplier, supplier_name);
    put(R"("contractPeriod":{{"startDate":"{}-{:02}-{:02}T00:00:00Z","endDate":"{}-{:02}-{:02}T23:59:59+01:00"}},"documents":[{{"id":"1","documentType":"awardNotice","description":"Awarded contract notice","url":"https://example.org/notice/{}","datePublished":"{}-{:02}-{:02}T10:00:00Z","format":"text/html","language":"en"}}]}}])",
        year, month, day, year + 2, month, day, process, year, month, day);
    if (call_off)
      put(R"(,"relatedProcesses":[{{"id":"1","relationship":["framework"],"scheme":"ocid","identifier":"ocds-gen001-f{:05}"}}])",
          process % 500);
    text_ += lines_ ? "}\n" : "}";
    if (text_.size() > std::size_t{1} << 20) flush();
  }

  std::uint64_t count_;
  bool lines_;
  std::uint64_t seed_, total_ = 0;
  std::string text_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::string_view form = argc > 2 ? argv[2] : "package";
  const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 0;
  if (count == 0 || argc > 4 || (form != "package" && form != "lines")) {
    std::fputs("makenotices COUNT [package|lines] [SEED] >FILE\n", stderr);
    return 2;
  }
  Maker(count, form == "lines", argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1).run();
  return 0;
}
