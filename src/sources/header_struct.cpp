#include "sources/header_struct.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lenscap::sources {
namespace {

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

struct Token {
  std::string_view text;  ///< a word, or one other character
  std::size_t at = 0;
};

/// Words and marks; comments, strings and lines of the preprocessor left out.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  std::optional<Token> next() {
    for (;;) {
      while (at_ < text_.size() && std::string_view(" \t\r\n\f\v").find(text_[at_]) != std::string_view::npos) {
        fresh_line_ |= text_[at_] == '\n';
        ++at_;
      }
      if (at_ >= text_.size()) return std::nullopt;
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("//") || (fresh_line_ && rest[0] == '#')) skip_to("\n", 0);
      else if (rest.starts_with("/*")) skip_to("*/", 2);
      else if (rest[0] == '"' || rest[0] == '\'' || rest[0] == '`') skip_quoted(rest[0]);
      else break;
    }
    fresh_line_ = false;
    const std::size_t from = at_++;
    if (is_word(text_[from]))
      while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    return Token{text_.substr(from, at_ - from), from};
  }

 private:
  void skip_to(std::string_view mark, std::size_t take) {
    const auto end = text_.find(mark, at_ + take);
    at_ = end == text_.npos ? text_.size() : end + take;
  }
  void skip_quoted(char quote) {
    for (++at_; at_ < text_.size() && text_[at_] != quote && (text_[at_] != '\n' || quote == '`'); ++at_)
      if (text_[at_] == '\\') ++at_;
    at_ = std::min(at_ + 1, text_.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool fresh_line_ = true;
};

struct Size {
  std::string_view type;
  std::uint64_t bytes;
};
constexpr auto sizes = std::to_array<Size>(
    {{"BYTE", 1},     {"char", 1},    {"byte", 1},     {"bool", 1},     {"sbyte", 1},   {"uint8_t", 1}, {"int8_t", 1},
     {"uint8", 1},    {"int8", 1},    {"CHAR", 1},     {"UCHAR", 1},    {"WORD", 2},    {"short", 2},   {"ushort", 2},
     {"uint16_t", 2}, {"int16_t", 2}, {"uint16", 2},   {"int16", 2},    {"SHORT", 2},   {"USHORT", 2},  {"DWORD", 4},
     {"int", 4},      {"uint", 4},    {"unsigned", 4}, {"float", 4},    {"FLOAT", 4},   {"BOOL", 4},    {"LONG", 4},
     {"ULONG", 4},    {"INT", 4},     {"UINT", 4},     {"uint32_t", 4}, {"int32_t", 4}, {"uint32", 4},  {"int32", 4},
     {"float32", 4},  {"double", 8},  {"int64_t", 8},  {"uint64_t", 8}, {"int64", 8},   {"uint64", 8},  {"UINT64", 8},
     {"INT64", 8},    {"float64", 8}, {"ulong", 8}});

constexpr auto modifiers = std::to_array<std::string_view>(
    {"public", "private", "protected", "internal", "static", "final", "const", "volatile", "unsigned", "signed",
     "readonly", "new", "struct", "enum", "class", "fixed", "unsafe"});

bool is_modifier(std::string_view word) {
  return std::find(modifiers.begin(), modifiers.end(), word) != modifiers.end();
}

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  return status == std::errc() && end == text.data() + text.size() ? value : 0;
}

bool is_number(std::string_view text) { return !text.empty() && text[0] >= '0' && text[0] <= '9'; }

/// Reads the tokens of one declaration: the last word before '[', '=', ';' or ',' is the name.
std::optional<HeaderField> declaration(const std::vector<Token>& tokens, bool enumeration) {
  HeaderField field;
  std::vector<Token> words;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view t = tokens[i].text;
    if (t == "(" && !enumeration) return std::nullopt;  // a function, or an attribute with arguments
    if (t == "[" && !words.empty()) {
      if (i + 1 < tokens.size() && tokens[i + 1].text != "]")
        field.count *= is_number(tokens[i + 1].text) && i + 2 < tokens.size() && tokens[i + 2].text == "]"
                           ? number(tokens[i + 1].text)
                           : 0;
      while (i < tokens.size() && tokens[i].text != "]") ++i;
      continue;
    }
    if (t == "=" || t == ":") {
      // Java: byte[] x = new byte[3];
      for (std::size_t k = i; k + 2 < tokens.size(); ++k)
        if (tokens[k].text == "[" && is_number(tokens[k + 1].text)) field.count = number(tokens[k + 1].text);
      break;
    }
    if (t == "*") field.type = "*";
    if (is_word(t[0])) words.push_back(tokens[i]);
  }
  if (words.empty() || is_number(words.back().text)) return std::nullopt;
  field.name = words.back().text;
  field.at = words.back().at;
  if (enumeration) return field;
  if (words.size() < 2) return std::nullopt;
  const std::string pointer = field.type;
  field.type.clear();
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (!is_modifier(words[i].text)) field.type = words[i].text;
  if (field.type.empty()) field.type = words[0].text;
  field.type += pointer;
  return field;
}

/// Natural alignment, as compilers place plain members.
void lay_out(HeaderStruct& block) {
  std::uint64_t at = 0, widest = 1;
  for (HeaderField& field : block.fields) {
    const auto one = size_of_type(field.type);
    if (!one || field.count == 0) return;
    at = (at + *one - 1) / *one * *one;
    field.offset = at;
    field.size = *one * field.count;
    at += *field.size;
    widest = std::max(widest, *one);
  }
  block.size = (at + widest - 1) / widest * widest;
}

struct Builder {
  std::vector<HeaderStruct> done;
  struct Open {
    std::size_t index;  ///< in done; npos for a block that is none of ours
    std::vector<Token> pending;
  };
  std::vector<Open> open;
  std::uint64_t elements = 0;  ///< of the field to come
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  std::vector<Token>& pending() {
    if (open.empty()) open.push_back({none, {}});
    return open.back().pending;
  }

  /// What the words before a brace open.
  void begin(const Token& brace) {
    const std::vector<Token> before = std::move(pending());
    pending().clear();
    std::string_view name;
    bool block = false, enumeration = false;
    for (std::size_t i = 0; i < before.size(); ++i) {
      const std::string_view t = before[i].text;
      if (t == "struct" || t == "enum" || t == "class" || t == "union" || t == "interface") {
        block = true;
        enumeration = t == "enum";
        if (i + 1 < before.size() && is_word(before[i + 1].text[0])) name = before[i + 1].text;
        else if (i > 0 && is_word(before[i - 1].text[0])) name = before[i - 1].text;  // Go: type X struct {
      }
      if (t == "(" || t == "=") block = false;
    }
    if (!block || done.size() >= most_structs || open.size() > 64) return open.push_back({none, {}});
    HeaderStruct made;
    made.name = name;
    made.enumeration = enumeration;
    made.from = brace.at;
    done.push_back(std::move(made));
    open.push_back({done.size() - 1, {}});
  }

  void field() {
    Open& now = open.back();
    if (now.index != none && done[now.index].fields.size() < most_fields)
      if (auto made = declaration(now.pending, done[now.index].enumeration)) {
        if (elements > 0) made->count = elements;
        done[now.index].fields.push_back(std::move(*made));
      }
    elements = 0;
    now.pending.clear();
  }

  /// C#: [MarshalAs(UnmanagedType.ByValArray, SizeConst = 6)] says how many elements the field below it has.
  void attribute() {
    std::vector<Token>& words = pending();
    for (std::size_t i = 0; i + 2 < words.size(); ++i)
      if (words[i].text == "SizeConst") elements = number(words[i + 2].text);
    words.clear();
  }

  void end(const Token& brace, Tokens& tokens) {
    if (open.size() < 2) return;
    field();
    const std::size_t index = open.back().index;
    open.pop_back();
    pending().clear();
    if (index == none) return;
    done[index].to = brace.at + 1;
    lay_out(done[index]);
    // typedef struct … { … } NAME, *LPNAME;   a tag is often "tagNAME"
    Tokens ahead = tokens;
    if (const auto next = ahead.next(); next && is_word(next->text[0]))
      if (const auto after = ahead.next(); after && (after->text == ";" || after->text == "," || after->text == "*"))
        if (done[index].name.empty() || done[index].name.starts_with("tag") || done[index].name.starts_with("_"))
          done[index].name = next->text;
  }
};

void number_lines(std::string_view text, std::vector<HeaderStruct>& blocks) {
  std::vector<std::size_t> ends;
  for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) ends.push_back(at);
  const auto line_of = [&](std::size_t at) {
    return static_cast<std::uint64_t>(std::lower_bound(ends.begin(), ends.end(), at) - ends.begin()) + 1;
  };
  for (HeaderStruct& block : blocks) {
    block.line = line_of(block.from);
    for (HeaderField& field : block.fields) field.line = line_of(field.at);
    if (block.to == 0) block.to = text.size();
  }
}

}  // namespace

std::optional<std::uint64_t> size_of_type(std::string_view type) {
  const auto found = std::find_if(sizes.begin(), sizes.end(), [&](const Size& s) { return s.type == type; });
  return found == sizes.end() ? std::nullopt : std::optional(found->bytes);
}

std::vector<HeaderStruct> read_header(std::string_view text) {
  Tokens tokens(text);
  Builder builder;
  const bool go = text.find("\ntype ") != text.npos || text.starts_with("type ");
  std::size_t last = 0;
  while (const auto token = tokens.next()) {
    auto& pending = builder.pending();
    const std::size_t index = builder.open.back().index;
    const bool new_line = go && text.substr(last, token->at - last).find('\n') != text.npos;
    last = token->at;
    if (token->text == "{") builder.begin(*token);
    else if (token->text == "}") builder.end(*token, tokens);
    else if (token->text == ";") builder.field();
    else if (token->text == "," && index != Builder::none && builder.done[index].enumeration) builder.field();
    else if (token->text == "]" && !pending.empty() && pending.front().text == "[") builder.attribute();
    else {
      if (new_line && index != Builder::none && pending.size() >= 2) builder.field();  // Go: a line is a declaration
      if (pending.size() < 256) builder.pending().push_back(*token);
    }
  }
  number_lines(text, builder.done);
  return std::move(builder.done);
}

}  // namespace lenscap::sources
