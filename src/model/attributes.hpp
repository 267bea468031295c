// model/attributes.hpp: what a finding says beside its value: names and values, ordered by name.
//
// As a std::map, a name and a value take a node of 96 bytes. Where hosts that are no cameras are kept, hundreds of
// thousands of findings have up to twenty of them each: more than all evidence together. So they lie one after the
// other in one string, each as two lengths, the name and the value; to look one up is to walk past those before it,
// which for twenty short names costs less than the nodes of a map do. Values are copied out: nothing can be changed in
// place but by name.
#pragma once
#include <compare>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace lenscap::model {

class Attributes {
 public:
  using Entry = std::pair<std::string_view, std::string_view>;  ///< lives as long as nothing is changed

  class const_iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Entry;
    using difference_type = std::ptrdiff_t;
    using pointer = const Entry*;
    using reference = const Entry&;

    const_iterator() = default;
    const Entry& operator*() const { return entry_; }
    const Entry* operator->() const { return &entry_; }
    const_iterator& operator++();
    const_iterator operator++(int) {
      const_iterator before = *this;
      ++*this;
      return before;
    }
    /// Of one and the same Attributes.
    bool operator==(const const_iterator& other) const { return rest_.size() == other.rest_.size(); }

   private:
    friend class Attributes;
    explicit const_iterator(std::string_view rest) : rest_(rest) { read(); }
    void read();

    std::string_view rest_;  ///< from this entry on
    std::size_t length_ = 0;
    Entry entry_;
  };
  using iterator = const_iterator;
  using value_type = Entry;

  Attributes() = default;
  Attributes(std::initializer_list<Entry> entries);
  Attributes(const std::map<std::string, std::string>& entries);  // NOLINT: the same thing, as tests and files write it

  const_iterator begin() const { return const_iterator(packed_); }
  const_iterator end() const { return {}; }
  bool empty() const { return packed_.empty(); }
  std::size_t size() const { return static_cast<std::size_t>(std::distance(begin(), end())); }

  const_iterator find(std::string_view name) const;
  bool contains(std::string_view name) const { return find(name) != end(); }
  std::string at(std::string_view name) const;  ///< throws std::out_of_range where there is none

  /// Adds it, or gives it another value.
  void set(std::string_view name, std::string_view value);
  class Slot {
   public:
    void operator=(std::string_view value) const { of_.set(name_, value); }

   private:
    friend class Attributes;
    Slot(Attributes& of, std::string_view name) : of_(of), name_(name) {}
    Attributes& of_;
    std::string_view name_;
  };
  /// For `attributes["peer"] = value`.
  Slot operator[](std::string_view name) { return {*this, name}; }

  /// Room for so many bytes of names and values, for one that is written down at a stroke.
  void reserve(std::size_t bytes) { packed_.reserve(bytes); }

  /// As maps compare: entry by entry.
  friend bool operator==(const Attributes& a, const Attributes& b) { return a.packed_ == b.packed_; }
  friend std::strong_ordering operator<=>(const Attributes& a, const Attributes& b);

 private:
  std::string packed_;
};

}  // namespace lenscap::model
