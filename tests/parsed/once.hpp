// tests/parsed/once.hpp: what every test file parses, precompiled.
#pragma once
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
