// bench/measure.cpp: runs the commands of a plan in turn, round after round, so that whatever disturbs the machine
// disturbs them all alike: `measure ROUNDS <PLAN`. A line of the plan is a label and the words of a command, a tab
// between each. For each line, in order: label, median wall s, median CPU s, largest resident set in KiB, worst exit
// status. The commands' own output is thrown away.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Command {
  std::string label;
  std::vector<std::string> words;
  std::vector<double> wall, cpu;  ///< seconds, one a round
  long rss = 0;                   ///< KiB
  int status = 0;
};

double seconds(const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; }

/// Of an even number the mean of the middle two. Not empty.
double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 != 0 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::vector<Command> read_plan(std::istream& in) {
  std::vector<Command> plan;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    Command command;
    std::getline(words, command.label, '\t');
    for (std::string word; std::getline(words, word, '\t');) command.words.push_back(word);
    if (command.words.empty()) continue;
    plan.push_back(std::move(command));
  }
  return plan;
}

[[noreturn]] void become(Command& command) {
  std::vector<char*> words;
  for (auto& word : command.words) words.push_back(word.data());
  words.push_back(nullptr);
  const int nowhere = open("/dev/null", O_RDWR);
  for (int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, fd);
  execvp(words[0], words.data());
  _exit(127);
}

/// False when there is no process to be had.
bool run(Command& command) {
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) become(command);
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child) return false;
  command.wall.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  command.cpu.push_back(seconds(usage.ru_utime) + seconds(usage.ru_stime));
  command.rss = std::max(command.rss, usage.ru_maxrss);
  command.status = std::max(command.status, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc == 2 ? std::atoi(argv[1]) : 0;
  std::vector<Command> plan = read_plan(std::cin);
  if (rounds < 1 || plan.empty()) {
    std::fprintf(stderr, "measure ROUNDS <PLAN\n");
    return 2;
  }
  for (int round = 0; round < rounds; ++round)
    for (auto& command : plan)
      if (!run(command)) return 2;
  for (const auto& command : plan)
    std::printf("%s\t%.4f\t%.4f\t%ld\t%d\n", command.label.c_str(), median(command.wall), median(command.cpu),
                command.rss, command.status);
}
