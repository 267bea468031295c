// eForms: UBL 2.3 with the EU's extension (mandatory since 25 October 2023).
//
// The result is spread over five lists that refer to one another by technical ids: LotResult says whether a lot was
// won, LotTender what was offered for it and by which TenderingParty, TenderingParty which organisations it is made of,
// SettledContract when and for which tenders a contract was concluded, Organizations who they are. One award is given
// for each tender that won (named by a contract or by a lot with a winner), as TED's forms had one AWARD_CONTRACT each.
// Numbers in brackets are the business terms of the regulation.
// Source: Commission Implementing Regulation (EU) 2019/1780; OP-TED/eForms-SDK (fields.json, notice-types)
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "sources/notice_xml.hpp"

namespace lenscap::sources {

using model::Deal;
using model::Organisation;
using model::Release;
using pugi::xml_node;
using std::string;
using std::string_view;

namespace {

constexpr const char* currency = "currencyID";

class EformsReader {
 public:
  EformsReader(xml_node root, const model::NoticePlace& place, NoticeTeller& teller)
      : root_(root),
        extension_(below(child(root, "UBLExtensions"), "EformsExtension")),
        values_(release_.place, teller),
        teller_(teller) {
    release_.place = place;
  }

  void read() {
    head();
    project(child(root_, "ProcurementProject"));
    for (const auto lot : root_.children())
      if (local(lot) == "ProcurementProjectLot") item(lot);
    for (const auto organisation : all_below(child(extension_, "Organizations"), "Company")) company(organisation);
    NoticeParties parties(release_);
    for (const auto buyer : root_.children())
      if (local(buyer) == "ContractingParty") {
        Organisation mention;
        mention.id = text_of(child(buyer, {"Party", "PartyIdentification", "ID"}));
        if (!mention.id.empty()) add_index(release_.buyers, parties.find_or_add(std::move(mention), "buyer"));
      }
    awards(child(extension_, "NoticeResult"), parties);
    modification();
    if (const auto both = two_currencies(release_); !both.empty()) values_.note("two_currencies", both);
    teller_.release(std::move(release_), "eforms");
  }

 private:
  void more(string_view name, string text) {
    std::pair<string, string> one(fmt::format("eforms.{}", name), std::move(text));
    auto& known = release_.more;  // lots say the same again and again
    if (!one.second.empty() && std::find(known.begin(), known.end(), one) == known.end())
      known.push_back(std::move(one));
  }

  void head() {
    const string procedure = text_of(child(root_, "ContractFolderID"));  // BT-04
    const auto publication = child(extension_, "Publication");
    // "353237-2021" in issue "133/2021" is the Official Journal's 2021/S 133-353237.
    const string number = text_of(child(publication, "NoticePublicationID"));
    const string issue = text_of(child(publication, "GazetteID"));
    const auto dash = number.find('-'), slash = issue.find('/');
    if (dash != string::npos && slash != string::npos)
      release_.id =
          fmt::format("{}/S {:0>3}-{:0>6}", issue.substr(slash + 1), issue.substr(0, slash), number.substr(0, dash));
    else release_.id = !number.empty() ? number : text_of(child(root_, "ID"));
    release_.ocid = "eforms " + (procedure.empty() ? release_.id : procedure);
    if (procedure.empty()) values_.note("ocid_missing", release_.id);
    if (procedure.empty() && release_.id.empty())
      release_.ocid = fmt::format("{}@{}", release_.place.file, release_.place.offset);
    const auto published = child(publication, "PublicationDate");
    release_.date = values_.day(published ? published : child(root_, "IssueDate"));
    if (release_.date.as_written.empty()) values_.note("date_missing", release_.ocid);
    release_.language = text_of(child(root_, "NoticeLanguageCode"));
    const auto type = child(root_, "NoticeTypeCode");
    const string_view form = type.attribute("listName").value();
    release_.tags.emplace_back(form == "planning"                          ? "planning"
                               : form == "competition"                     ? "tender"
                               : form == "cont-modif"                      ? "contractAmendment"
                               : form == "result" || form == "dir-awa-pre" ? "award"
                                                                           : form);
    more("NoticeTypeCode", text_of(type));
    more("notice", text_of(child(root_, "ID")));
    const auto process = child(root_, "TenderingProcess");
    release_.method = text_of(child(process, "ProcedureCode"));
    for (const auto earlier : all_below(process, "NoticeDocumentReference")) related(text_of(child(earlier, "ID")));
  }

  /// An earlier notice: "00183831-2020" is 183831-2020, without the issue of the journal; or its own id.
  void related(string number) {
    if (number.size() == 13 && number[8] == '-' && number.starts_with("00")) number.erase(0, 2);
    if (!number.empty()) release_.related.push_back({"prior", "ojs-notice-id", std::move(number)});
  }

  void codes(xml_node project, std::vector<model::Classification>& into) {
    for (const auto part : project.children()) {
      const auto name = local(part);
      if (name != "MainCommodityClassification" && name != "AdditionalCommodityClassification") continue;
      const string code(without_check_digit(text_of(child(part, "ItemClassificationCode"))));
      const bool known = std::any_of(into.begin(), into.end(), [&](const auto& one) { return one.id == code; });
      if (!code.empty() && !known) into.push_back({"CPV", code, {}});
    }
  }

  void project(xml_node project) {
    release_.title = values_.text(child(project, "Name"));
    release_.description = values_.text(child(project, "Description"));
    release_.reference = values_.text(child(project, "ID"));  // BT-22
    release_.tender_value =
        values_.amount(child(project, {"RequestedTenderTotal", "EstimatedOverallContractAmount"}), currency);
    codes(project, release_.classifications);
  }

  void item(xml_node lot) {
    const auto project = child(lot, "ProcurementProject");
    model::Item item;
    item.id = text_of(child(lot, "ID"));
    item.description = values_.text(child(project, "Name"));
    codes(project, item.classifications);
    release_.tender_items.push_back(std::move(item));
    const auto period = child(project, "PlannedPeriod");
    if (release_.tender_from.as_written.empty()) release_.tender_from = values_.day(child(period, "StartDate"));
    if (release_.tender_until.as_written.empty()) release_.tender_until = values_.day(child(period, "EndDate"));
    const auto system = child(lot, {"TenderingProcess", "ContractingSystem", "ContractingSystemTypeCode"});
    if (const auto kind = text_of(system); !kind.empty() && kind != "none") more("ContractingSystem", kind);
  }

  void company(xml_node company) {
    Organisation one;
    one.id = text_of(child(company, {"PartyIdentification", "ID"}));
    one.name = values_.text(child(company, {"PartyName", "Name"}));
    const auto address = child(company, "PostalAddress");
    one.address = joined({text_of(child(address, "StreetName")), text_of(child(address, "CityName")),
                          text_of(child(address, "PostalZone"))});
    one.country = text_of(child(address, {"Country", "IdentificationCode"}));
    for (const auto part : company.children())
      if (local(part) == "PartyLegalEntity") {
        const auto id = child(part, "CompanyID");
        add_identifier(one, {id.attribute("schemeName").value(), text_of(id)}, [](string_view) {});
      }
    release_.parties.push_back(std::move(one));
  }

  void awards(xml_node result, NoticeParties& parties) {
    std::map<string, xml_node> consortium, contract_of;  // by tendering party, by tender
    std::set<string> won;
    for (const auto part : result.children()) {
      const auto name = local(part);
      if (name == "TenderingParty") consortium.emplace(text_of(child(part, "ID")), part);
      if (name == "SettledContract")
        for (const auto tender : part.children())
          if (local(tender) == "LotTender") contract_of.emplace(text_of(child(tender, "ID")), part);
      if (name == "LotResult") {
        if (release_.tenderers.empty())
          for (const auto statistics : part.children())
            if (local(statistics) == "ReceivedSubmissionsStatistics" &&
                text_of(child(statistics, "StatisticsCode")) == "tenders")
              release_.tenderers = text_of(child(statistics, "StatisticsNumeric"));
        if (text_of(child(part, "TenderResultCode")) == "selec-w")
          for (const auto tender : part.children())
            if (local(tender) == "LotTender") won.insert(text_of(child(tender, "ID")));
      }
      if (name == "TotalAmount" || name == "OverallMaximumFrameworkContractsAmount" ||
          name == "OverallApproximateFrameworkContractsAmount")
        more(name, fmt::format("{} {}", text_of(part), part.attribute(currency).value()));
      if (name == "TotalAmount" ||
          (name == "OverallMaximumFrameworkContractsAmount" && release_.awarded_total.as_written.empty()))
        release_.awarded_total = values_.amount(part, currency);
      if (name == "OverallMaximumFrameworkContractsAmount" && release_.tender_value.as_written.empty())
        release_.tender_value = values_.amount(part, currency);
    }
    std::size_t number = 0;
    for (const auto tender : result.children()) {
      if (local(tender) != "LotTender") continue;
      ++number;
      const string id = text_of(child(tender, "ID"));
      const auto contract = contract_of.find(id);
      // Several tenders may win a framework; with a single winner, contracts of all are named.
      if (contract == contract_of.end() && (!won.contains(id) || !contract_of.empty())) continue;
      Deal deal;
      deal.pointer = fmt::format("/NoticeResult/LotTender[{}]", number);
      deal.id = id;
      deal.status = "active";
      deal.value = values_.amount(child(tender, {"LegalMonetaryTotal", "PayableAmount"}), currency);
      if (const auto lot = text_of(child(tender, {"TenderLot", "ID"})); !lot.empty()) deal.lots.push_back(lot);
      if (contract != contract_of.end()) {
        deal.date = values_.day(child(contract->second, "IssueDate"));
        deal.title = values_.text(child(contract->second, "Title"));
        if (const auto reference = text_of(child(contract->second, {"ContractReference", "ID"})); !reference.empty())
          more(fmt::format("ContractReference[{}]", id), reference);
      }
      if (const auto party = consortium.find(text_of(child(tender, {"TenderingParty", "ID"})));
          party != consortium.end())
        for (const auto tenderer : party->second.children())
          if (local(tenderer) == "Tenderer") {
            Organisation mention;
            mention.id = text_of(child(tenderer, "ID"));
            if (!mention.id.empty()) add_index(deal.suppliers, parties.find_or_add(std::move(mention), "supplier"));
          }
      release_.deals.push_back(std::move(deal));
    }
  }

  /// Change of a contract (BT-1501, BT-202): the tenders hold the values after it.
  void modification() {
    for (const auto change : all_below(extension_, "ContractModification")) {
      if (const auto changed = text_of(child(change, "ChangedNoticeIdentifier")); !changed.empty()) related(changed);
      model::Amendment amendment{{}, release_.date.day, values_.text(below(change, "ChangeDescription"))};
      if (amendment.rationale.empty()) amendment.rationale = values_.text(below(change, "ReasonDescription"));
      const string contract = text_of(child(change, {"Change", "ChangedSection", "ChangedSectionIdentifier"}));
      amendment.id = contract;
      for (auto& deal : release_.deals) deal.amendments.push_back(amendment);
    }
  }

  xml_node root_, extension_;
  Release release_;
  XmlValues values_;
  NoticeTeller& teller_;
};

}  // namespace

void read_eforms(xml_node root, const model::NoticePlace& place, NoticeTeller& teller) {
  EformsReader(root, place, teller).read();
}

}  // namespace lenscap::sources
