#include "harness/report/html_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

#include "harness/attribution/attribution.hpp"
#include "harness/base/date_text.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/attribution_words.hpp"
#include "harness/report/brief_words.hpp"
#include "harness/report/cell_times.hpp"
#include "harness/report/closing.hpp"
#include "harness/report/explained_grids.hpp"
#include "harness/report/explanation.hpp"
#include "harness/report/fidelity.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/html_figures.hpp"
#include "harness/report/html_method.hpp"
#include "harness/report/html_text.hpp"
#include "harness/report/html_trials.hpp"
#include "harness/report/machine_sentences.hpp"
#include "harness/report/notes.hpp"
#include "harness/report/published.hpp"
#include "harness/report/sentence.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {

extern const char* const html_style;
extern const char* const html_script;

namespace {

// No address is opened, whatever a text in the page says.
constexpr const char* policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

constexpr std::size_t most_told_first = 12;  // subjects of an explanation, with the answer

class HtmlPage {
 public:
  explicit HtmlPage(const Report& report)
      : report_(report),
        findings_(report.findings),
        attributions_(attribute(report.dataset, report.ask_work)),
        drawn_(drawn_attributions()),
        times_(cell_times(report)),
        figures_(report) {}

  std::string html() && {
    put_answer();
    for (std::size_t i = 0; i < findings_.tables.size(); ++i) put_task(findings_.tables[i], i);
    put_overview();
    put_others();
    put_method();
    return head() + body_ +
           fmt::format(
               "</section>\n</main>\n<p id=status class=small role=status aria-live=polite></p>\n<script>\n{}</script>\n</body>\n</html>\n",
               html_script);
  }

 private:
  [[nodiscard]] std::string title() const {
    const RunLabel& label = findings_.label;
    if (label.number == 0) return findings_.run.experiment;
    return fmt::format("{}: run {}, {}", findings_.run.experiment, label.number,
                       local_time_text(label.started_at_unix_ns));
  }

  [[nodiscard]] std::string head() const {
    std::string links;
    for (const auto& [id, name] : contents_)
      links += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, html_escaped(name));
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<meta http-equiv=\"Content-Security-Policy\" "
        "content=\"{0}\">\n<meta name=viewport content=\"width=device-width, initial-scale=1\">\n<title>{1}</title>\n"
        "<style>\n{2}</style>\n</head>\n<body>\n<a class=skip href=\"#answer\">Skip to the answer</a>\n<header>\n<h1>{1}</h1>\n"
        "<p>{3}</p>\n<p class=small>{4}</p>\n<nav aria-label=Contents><ul>\n{5}</ul></nav>\n</header>\n<main>\n",
        policy, html_escaped(title()), html_style, html_escaped(findings_.run.question),
        html_escaped(source_of(report_).text), links);
  }

  void section(const std::string& id, const std::string& name) {
    contents_.emplace_back(id, name);
    body_ += fmt::format("{}<section>\n<h2 id=\"{}\">{}</h2>\n", contents_.size() > 1 ? "</section>\n" : "",
                         id, html_escaped(name));
  }

  void paragraphs(const std::vector<std::string>& sentences) {
    for (const std::string& sentence : sentences) body_ += html_element("p", sentence);
  }

  void list(const char* heading, const std::vector<std::string>& items) {
    if (!items.empty()) body_ += html_element("h3", heading) + html_list(items);
  }

  void folded_list(const char* heading, const std::vector<std::string>& items) {
    if (!items.empty())
      body_ += fmt::format("<details>\n<summary>{}</summary>\n{}</details>\n", html_escaped(heading),
                           html_list(items));
  }

  // The answer, then what is the cause of each task's loss: what a reader came for.
  void put_answer() {
    section("answer", "Answer");
    paragraphs(machine_sentences(findings_));
    if (report_.answers.empty())
      body_ += html_element("p", "This run has no answer in a few lines; its tables have all that it says.");
    else
      put_answer_lines(report_.answers.front());
    put_causes_in_words();
    answered_ = put_figures(FigurePlace::answer, "answer", nullptr);
  }

  // Subjects of which the same is said stand together.
  void put_causes_in_words() {
    std::vector<std::pair<std::string, std::string>> causes;  // the names of subjects, what is said of them
    for (const Attribution& one : attributions_) {
      if (!tells_first(one)) continue;
      const std::string name =
          fmt::format("<dt>{}, {} workers</dt>\n", html_escaped(subject_text(one)), one.subject.workers);
      const std::string words = joined(closing_sentences(one), " ");
      const auto alike = std::find_if(causes.begin(), causes.end(),
                                      [&](const auto& cause) { return cause.second == words; });
      if (alike == causes.end())
        causes.emplace_back(name, words);
      else
        alike->first += name;
    }
    std::string html;
    for (const auto& [names, words] : causes) html += names + html_element("dd", words);
    if (!html.empty()) body_ += "<h3>Why</h3>\n<dl class=words>\n" + html + "</dl>\n";
  }

  // The most workers that have a CPU each, of all subjects; 0 where none has.
  [[nodiscard]] int most_workers() const {
    int most = 0;
    for (const Attribution& one : attributions_)
      if (one.subject.workers <= findings_.run.capacity) most = std::max(most, one.subject.workers);
    return most;
  }

  // A matrix has hundreds of subjects. Figures then show those with most workers of a CPU each.
  [[nodiscard]] std::vector<Attribution> drawn_attributions() const {
    std::vector<Attribution> drawn = attributions_;
    if (const int most = most_workers(); drawn.size() > most_told_first && most > 0)
      std::erase_if(drawn, [&](const Attribution& one) { return one.subject.workers != most; });
    return drawn;
  }

  // And of these the baseline's is told with the answer; the others are beside their tasks.
  [[nodiscard]] bool tells_first(const Attribution& one) const {
    const Baseline& baseline = findings_.run.baseline;
    return attributions_.size() <= most_told_first ||
           (one.subject.allocator == baseline.allocator && one.subject.layout == baseline.layout &&
            (most_workers() == 0 || one.subject.workers == most_workers()));
  }

  void put_answer_lines(const Answer& answer) {
    const AnswerLine& head = answer.head;
    if (!head.text.empty())
      body_ += html_element("p", (head.word.empty() ? "" : head.word + ": ") + head.text);
    if (!answer.grid.rows.empty())
      body_ += html_table(answer.grid, {"answer-table", "The answer in numbers", false});
    std::string lines;
    // Lines without a word are of what a screen has no room for, and a page has; so is what to type next for
    // what the page tells itself.
    for (const AnswerLine& line : answer.lines)
      if (!line.word.empty() && (line.word != "NEXT" || attributions_.empty()))
        lines += fmt::format("<dt>{}</dt><dd>{}</dd>\n", html_escaped(line.word), html_escaped(line.text));
    if (!lines.empty()) body_ += "<dl class=answer>\n" + lines + "</dl>\n";
  }

  static std::vector<const Figure*> figures_of(FigurePlace place) {
    std::vector<const Figure*> figures;
    for (const Figure* figure : all_figures())
      if (figure->place == place) figures.push_back(figure);
    std::stable_sort(figures.begin(), figures.end(),
                     [](const Figure* a, const Figure* b) { return a->rank < b->rank; });
    return figures;
  }

  // Returns whether there was one.
  bool put_figures(FigurePlace place, const std::string& prefix, const KernelTable* table) {
    bool any = false;
    for (const Figure* figure : figures_of(place)) {
      const std::string html = figures_.put(*figure, {report_, drawn_, times_, "", "", table},
                                            fmt::format("{}-figure-{}", prefix, html_id(figure->name)));
      any = any || !html.empty();
      body_ += html;
    }
    return any;
  }

  void put_task(const KernelTable& table, std::size_t index) {
    const std::string id = fmt::format("task{}", index);
    section(id, task_text(table) + (table.setting.empty() ? "" : ", " + table.setting));
    if (const std::string& question = kernel_facts(findings_.run.facts, table.kernel).question;
        !question.empty())
      body_ += html_element(
          "p", table.kind == KernelKind::program
                   ? question
                   : fmt::format("n = {}. {}", format_count(static_cast<double>(table.size)), question));
    body_ += html_element("p", table_subtitle(table));
    paragraphs(telling_sentences(table, findings_));
    if (!answered_) put_figures(FigurePlace::answer, id, &table);
    put_figures(FigurePlace::task, id, &table);
    body_ += html_table(kernel_grid(table, findings_, true),
                        {id + "-table", "Every number of " + task_text(table), true, id + "-trials"});
    body_ += again(table);
    put_causes(table, id);
    folded_list("In words", sentences(table, findings_));
    folded_list("Notes", table_notes(table, findings_));
    body_ += html_trials(report_, table, times_, id + "-trials");
  }

  static std::vector<int> numbers_of_workers(const KernelTable& table) {
    std::vector<int> numbers = table.workers;
    numbers.insert(numbers.begin(), 1);
    return numbers;
  }

  // As `run` takes it: a spec of the user's own by its file, as the command had it.
  [[nodiscard]] std::string experiment_word() const {
    const std::string file = findings_.run.experiment + ".toml";
    std::istringstream words(findings_.run.command);
    for (std::string word; words >> word;)
      if (word == file || word.ends_with("/" + file)) return word;
    return findings_.run.experiment;
  }

  // What to type to see it, or to measure it again.
  [[nodiscard]] std::string again(const KernelTable& table) const {
    const std::int64_t run = findings_.label.number;
    std::string html = fmt::format(
        "<p class=small>A row's name leads to its trials, a column's to what it means. The same on a terminal: "
        "<code>allocscale report{}</code>",
        run > 0 ? fmt::format(" --run {}", run) : "");
    if (table.kind != KernelKind::program)
      html += fmt::format(
          "; measured anew, as a run of its own: <code>allocscale run {} --kernel {} --size {} --workers {} --fresh</code>",
          html_escaped(experiment_word()), html_escaped(table.kernel), table.size,
          joined(numbers_of_workers(table), ","));
    return html + ".</p>\n";
  }

  void put_causes(const KernelTable& table, const std::string& id) {
    const FigureData of_task{report_, attributions_, times_, "", "", &table};
    int count = 0;
    std::string html;
    for (const Attribution& one : attributions_) {
      const RemovalLedger& removal = one.removal;
      if (!of_task.shows(one) || one.launches.of_two_kinds() || !removal.loss) continue;
      const std::string own = fmt::format("{}-cause{}", id, count++);
      const std::string name = fmt::format("{} with {} workers", subject_text(one), one.subject.workers);
      if (removal.has_loss())
        html += html_table(without_bars(loss_grid(removal)), {own + "-loss", name + ": the loss", false});
      if (!removal.components.empty())
        html += html_table(without_bars(cost_grid(removal)),
                           {own + "-cost", subject_text(one) + ": the cost", false});
      if (!one.accounts.empty())
        html += html_table(accounts_grid(one), {own + "-accounts", name + ": accounts of time", false});
    }
    if (html.empty()) return;
    body_ += fmt::format(
        "<h3>What goes with each suspect</h3>\n{}<p class=small>Points are percent of the time alone. All of it: <code>allocscale explain {}{}</code>.</p>\n",
        html, html_escaped(table.kernel),
        findings_.label.number > 0 ? fmt::format(" --run {}", findings_.label.number) : "");
  }

  // A figure has the bars.
  static Grid without_bars(Grid grid) {
    grid.columns.erase(grid.columns.begin() + 1);
    for (auto& row : grid.rows) row.erase(row.begin() + 1);
    return grid;
  }

  void put_overview() {
    section("overview", "All tasks");
    put_figures(FigurePlace::run, "all", nullptr);
    int count = 0;
    for (const Overview& overview : findings_.overviews)
      if (!overview.rows.empty())
        body_ += html_table(overview_grid(overview),
                            {fmt::format("overview{}", count++), "Slowdown under each layout"});
    list(fastest_heading, all_fastest_sentences(findings_));
  }

  void put_others() {
    if (const Grid grid = published_grid(findings_); !grid.rows.empty()) {
      section("published", published_heading);
      body_ += html_table(grid, {"published-table", published_heading});
      list(published_note, published_sources(findings_));
    }
    if (findings_.fidelity.rows.empty()) return;
    section("fidelity", fidelity_heading);
    int count = 0;
    for (const FidelitySection& part : fidelity_sections(findings_)) {
      const std::string id = fmt::format("fidelity{}", count++);
      if (!part.measured.rows.empty()) body_ += html_table(part.measured, {id + "-measured", part.title});
      body_ +=
          html_table(part.requests, {id + "-requests", part.title + ": requests"}) + html_list(part.remarks);
    }
    body_ += html_element("p", fidelity_time_note) +
             html_table(fidelity_time_grid(findings_), {"fidelity-times", "Time per element"});
    list("How they are judged", fidelity_rules());
  }

  void put_method() {
    section("method", "Machine and method");
    body_ += html_method(findings_, figures_.left_out());
  }

  const Report& report_;
  const Findings& findings_;
  const std::vector<Attribution> attributions_;
  const std::vector<Attribution> drawn_;
  const std::vector<CellTimes> times_;
  HtmlFigures figures_;
  bool answered_ = false;  // below the answer there are figures of all tasks
  std::vector<std::pair<std::string, std::string>> contents_;
  std::string body_;
};

}  // namespace

std::string html_page(const Report& report) { return HtmlPage(report).html(); }

}  // namespace allocscale
