// wire/field_groups.hpp: collects the fields of objects that a forward walk meets, one `Fields` for each object,
// bounded.
#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include "wire/field.hpp"

namespace lenscap::wire {

/// `out` receives at most `most` groups; further ones are counted in `left_out`. A walk goes forward, so an object's
/// fields come together; members that come after a nested object still belong to their own.
class FieldGroups {
 public:
  FieldGroups(std::vector<Fields>& out, std::size_t most, std::size_t& left_out)
      : out_(out), most_(most), left_out_(left_out) {}

  /// `object` is any number other than 0 that tells objects apart.
  void add(std::size_t object, Field field) {
    if (object != object_) {
      object_ = object;
      full_ = out_.size() >= most_;
      if (full_) ++left_out_;
      else out_.emplace_back();
    }
    if (!full_ && out_.back().size() < most_fields) out_.back().push_back(std::move(field));
  }

 private:
  static constexpr std::size_t most_fields = 64;  // of one object; a hostile document repeats a member

  std::vector<Fields>& out_;
  std::size_t most_;
  std::size_t& left_out_;
  std::size_t object_ = 0;
  bool full_ = false;
};

}  // namespace lenscap::wire
