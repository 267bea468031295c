#include "sources/notice_table_cell.hpp"

#include <algorithm>
#include <array>

#include "model/ascii.hpp"
#include "sources/notice_table.hpp"
#include "sources/notice_values.hpp"

namespace lenscap::sources {

using std::string;
using std::string_view;

namespace {

/// Fields of a contract and the words of headers that mean them; a header is compared without case, spaces and marks.
struct CellMeaning {
  string_view field;
  std::array<string_view, 15> words;
};
constexpr CellMeaning meanings[]{
    {"ocid", {"ocid", "processid", "noticeid", "procedureid", "tenderid", "项目编号", "采购编号"}},
    {"id",
     {"contractid", "contractnumber", "contractno", "contractref", "contractreference", "ponumber", "purchaseorder",
      "ordernumber", "awardid", "id", "合同编号", "合同号"}},
    {"buyer",
     {"buyer", "buyername", "purchaser", "contractingauthority", "authority", "organisation", "organization",
      "organisationname", "department", "council", "agency", "customer", "采购人", "采购单位", "甲方"}},
    {"buyer_id", {"buyerid", "organisationid", "authorityid"}},
    {"supplier",
     {"supplier", "suppliername", "vendor", "vendorname", "contractor", "contractorname", "company", "winner", "payee",
      "beneficiary", "供应商", "中标供应商", "成交供应商", "中标人", "乙方"}},
    {"supplier_id",
     {"supplierid", "vendorid", "companynumber", "companyno", "registrationnumber", "vatnumber", "duns", "uei",
      "统一社会信用代码"}},
    {"supplier_scheme", {"supplierscheme", "supplieridscheme", "identifierscheme"}},
    {"supplier_address", {"supplieraddress", "vendoraddress", "address", "供应商地址", "地址"}},
    {"supplier_country", {"suppliercountry", "vendorcountry", "country", "国家"}},
    {"title",
     {"title", "contracttitle", "contractname", "name", "subject", "project", "projectname", "项目名称", "合同名称"}},
    {"description", {"description", "contractdescription", "details", "summary", "purpose", "narrative", "描述"}},
    {"amount",
     {"amount", "value", "contractvalue", "awardvalue", "awardedvalue", "total", "totalvalue", "price", "spend",
      "netamount", "中标金额", "成交金额", "合同金额", "金额", "sum"}},
    {"currency", {"currency", "currencycode", "币种"}},
    {"date",
     {"date", "awarddate", "awardeddate", "contractdate", "datesigned", "signeddate", "signingdate", "orderdate",
      "paymentdate", "中标日期", "签订日期", "合同签订日期", "日期"}},
    {"published", {"published", "publisheddate", "publicationdate", "datepublished", "公告日期", "发布日期"}},
    {"start", {"start", "startdate", "contractstart", "contractstartdate", "from", "开始日期"}},
    {"end", {"end", "enddate", "contractend", "contractenddate", "until", "expirydate", "结束日期"}},
    {"item",
     {"item", "itemdescription", "items", "product", "productname", "goods", "model", "货物名称", "产品名称",
      "规格型号"}},
    {"quantity", {"quantity", "qty", "数量"}},
    {"cpv", {"cpv", "cpvcode", "cpvcodes"}},
    {"reference", {"reference", "ref", "tenderreference", "referencenumber"}},
    {"parent", {"framework", "frameworkid", "frameworkreference", "parentcontract", "parentid"}},
    {"method", {"method", "procurementmethod", "procedure", "proceduretype", "采购方式"}},
    {"status", {"status", "state", "状态"}},
};

constexpr auto names = [] {
  std::array<string_view, std::size(meanings)> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = meanings[i].field;
  return out;
}();

/// Currencies that a table's cells and headers are searched for; a sign alone where it stands for one.
constexpr std::array<std::pair<string_view, string_view>, 9> signs{{{"£", "GBP"},
                                                                    {"€", "EUR"},
                                                                    {"US$", "USD"},
                                                                    {"A$", "AUD"},
                                                                    {"C$", "CAD"},
                                                                    {"zł", "PLN"},
                                                                    {"₹", "INR"},
                                                                    {"人民币", "CNY"},
                                                                    {"RMB", "CNY"}}};
constexpr string_view codes[]{"GBP", "EUR", "USD", "CNY", "AUD", "CAD", "NZD", "INR", "JPY", "KRW", "CHF", "SEK",
                              "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "UAH", "MXN", "COP", "PYG", "BRL",
                              "CLP", "ARS", "ZAR", "TWD", "HKD", "SGD", "TRY", "ILS", "AED", "KZT"};

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// A code that stands alone, or a sign.
string currency_in(string_view text) {
  for (const auto code : codes) {
    const auto at = text.find(code);
    if (at == string_view::npos) continue;
    const bool before = at > 0 && is_letter(text[at - 1]);
    const bool behind = at + code.size() < text.size() && is_letter(text[at + code.size()]);
    if (!before && !behind) return string(code);
  }
  for (const auto& [sign, code] : signs)
    if (text.find(sign) != string_view::npos) return string(code);
  if (text.find("元") != string_view::npos && text.find("美元") == string_view::npos &&
      text.find("欧元") == string_view::npos)
    return "CNY";
  return {};
}

string plain(string_view header) {
  return model::letters_and_digits(header.substr(0, std::min(header.find('('), header.find("（"))));
}

}  // namespace

std::span<const string_view> notice_fields() { return names; }

string_view guess_notice_field(string_view header) {
  const string word = plain(header);
  if (word.empty()) return {};
  for (const auto& meaning : meanings)
    if (std::find(meaning.words.begin(), meaning.words.end(), word) != meaning.words.end()) return meaning.field;
  return {};
}

string_view trimmed_cell(string_view cell) {
  const auto from = cell.find_first_not_of(" \t\r\n");
  return from == string_view::npos ? string_view{} : cell.substr(from, cell.find_last_not_of(" \t\r\n") - from + 1);
}

int power_in_text(string_view text) {
  if (text.find("亿") != string_view::npos) return 8;
  return text.find("万") != string_view::npos ? 4 : 0;
}

CellAmount amount_of_cell(string_view cell, int power) {
  CellAmount out;
  cell = trimmed_cell(cell);
  if (cell.empty() || cell == "-" || cell == "n/a" || cell == "N/A") return out;
  out.value.as_written = cell;
  out.value.currency = currency_in(cell);
  if (const int own = power_in_text(cell); own != 0) power = own;
  // Letters of a code and signs in front or behind are no part of the number.
  const auto first = cell.find_first_of("0123456789.,-(");
  const auto last = cell.find_last_of("0123456789.,)");
  string number;
  if (first != string_view::npos && last != string_view::npos && first <= last)
    number = plain_number(cell.substr(first, last - first + 1));
  if (!number.empty() && power != 0) number += "e" + std::to_string(power);
  const auto value = hundredths_of(number);
  out.value.hundredths = value.value_or(0);
  out.value.unread = !value;
  if (!value) out.trouble = number.empty() ? "amount_unreadable" : "amount_absurd";
  else if (*value < 0) out.trouble = "amount_negative";
  else if (*value >= absurd_hundredths) out.trouble = "amount_absurd";
  return out;
}

CellDay day_of_cell(string_view cell) {
  CellDay out{iso_day(trimmed_cell(cell)), {}};
  if (!out.date.day.empty() || out.date.as_written.empty()) return out;
  const auto day_first = slash_day(cell, false), month_first = slash_day(cell, true);
  if (!day_first.empty() && !month_first.empty() && day_first != month_first) out.trouble = "date_ambiguous";
  else out.date.day = day_first.empty() ? month_first : day_first;
  if (out.date.day.empty() && out.trouble.empty()) out.trouble = "date_unreadable";
  return out;
}

std::vector<string_view> names_of_cell(string_view cell) {
  constexpr string_view wide = "；";
  std::vector<string_view> out;
  while (!cell.empty()) {
    const auto narrow = cell.find_first_of(";|");
    const auto end = std::min(narrow, cell.find(wide));
    if (const auto name = trimmed_cell(cell.substr(0, end)); !name.empty()) out.push_back(name);
    if (end == string_view::npos) break;
    cell.remove_prefix(end + (end == narrow ? 1 : wide.size()));
  }
  return out;
}

string currency_of_cell(string_view cell) {
  string upper(trimmed_cell(cell));
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  auto known = currency_in(upper);
  return known.empty() ? string(trimmed_cell(cell)) : known;
}

string currency_in_header(string_view header) { return currency_in(header); }

}  // namespace lenscap::sources
