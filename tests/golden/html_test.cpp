// Is the page of the format html as it was last approved, whole, and safe whatever anything in it is called?
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include "harness/base/error.hpp"
#include "harness/report/html_page.hpp"
#include "harness/report/html_picture.hpp"
#include "harness/report/html_text.hpp"
#include "harness/report/report.hpp"
#include "harness/selftest/planted_dataset.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/synthetic_dataset.hpp"
#include "tests/hostile_texts.hpp"

namespace allocscale {
namespace {

constexpr const char* drawn =
    "<?xml version=\"1.0\"?>\n<svg \n viewBox=\"0 0 4 3\"\n>\n<title>t</title>\n<desc>d</desc>\n<g id=\"canvas\">\n<defs><path "
    "id='gpPt1' d='M0,0'/></defs>\n<g stroke='red'>\n</g>\n<g fill='rgb(  0, 114, 178)'><use xlink:href='#gpPt1'/><text>id='x' "
    "&lt;b&gt;</text></g></g>\n</svg>\n";

Report report_with(Dataset dataset, Draw draw) {
  Report report = make_report(std::move(dataset), {});
  report.draw = std::move(draw);
  return report;
}

Dataset losing_dataset() {
  PlantedExperiment experiment;
  experiment.planted.faults = 40;
  experiment.planted.residual = 5;
  experiment.planted.fault_cost = 27;
  return planted_dataset_of(experiment);
}

std::string page_of(Dataset dataset) {
  return html_page(report_with(std::move(dataset), [](const std::string&) { return drawn; }));
}

// Without what is not the page's own: its style and script have files, the words are those of the glossary.
std::string own_text(const std::string& page) {
  std::string text = page;
  for (const auto& [from, to] : {std::pair{"<style>", "</style>"},
                                 {"<script>", "</script>"},
                                 {"<summary id=words>", "</details>"},
                                 {"<summary>Quality flags", "</details>"},
                                 {"<h3 id=how-to-read>", "</ul>"}})
    if (const std::size_t at = text.find(from); at != std::string::npos)
      text.erase(at, text.find(to, at) - at);
  return text;
}

TEST(Html, PageOfARun) { expect_golden("page.html", own_text(page_of(synthetic_dataset())), as_it_is); }

TEST(Html, PageOfAnExplainedRunHasItsCausesFirst) {
  const std::string page = page_of(losing_dataset());
  const std::size_t why = page.find("<h3>Why</h3>"), bars = page.find("data-figure=\"components\""),
                    task = page.find("id=\"task0\"");
  EXPECT_LT(page.find("id=\"answer\""), why);
  EXPECT_LT(why, bars);
  EXPECT_LT(bars, task);
  EXPECT_NE(page.find("page-fault path"), std::string::npos);
  EXPECT_NE(page.find("residual: none of these"), std::string::npos);
}

TEST(Html, SubjectsOfWhichTheSameIsSaidStandTogether) {
  PlantedExperiment experiment;
  experiment.blocks = 3;
  const std::string page = page_of(planted_dataset_of(experiment));
  const std::size_t why = page.find("<h3>Why</h3>");
  const std::string answer = page.substr(why, page.find("</dl>", why) - why);
  EXPECT_NE(answer.find("Whether it loses cannot be told (3 blocks give no verdict, 20 do)"),
            std::string::npos);
  const std::regex said("<dd>([^<]+)</dd>");
  std::set<std::string> once;
  for (std::sregex_iterator at(answer.begin(), answer.end(), said), end; at != end; ++at)
    EXPECT_TRUE(once.insert((*at)[1]).second) << (*at)[1];
}

TEST(Html, SaysWhatRanForAReaderWhoHasNothingElse) {
  Dataset dataset = synthetic_dataset();
  for (Cell& cell : dataset.run.cells) cell.history = History::raised;
  dataset.run.builds[1].arm_variables = {"KNOB=1"};
  dataset.run.machine.caches = {
      {1, "Data", 32 << 10, 1}, {1, "Instruction", 32 << 10, 1}, {3, "Unified", 16 << 20, 2}};
  const std::string page = page_of(dataset);
  for (const char* part :
       {"<dt>CPUs</dt><dd>2 available to a trial; L1 32.0 KiB, L3 16.0 MiB for 2 CPUs</dd>",
        "<dt>begun by</dt><dd>allocscale 1.2.3, commit 0123abc</dd>",
        "<dt>command</dt><dd><code>allocscale run synthetic --alloc &#39;mimalloc,jemalloc&#39;</code>",
        "<p>n = 20,000. t = t + [j], n times: quadratic work.</p>",
        "<dt>layout boxed</dt><dd>A heap object for every element.</dd>",
        "<dt>history raised</dt><dd>what the heap went through before the task: one buffer of 900 KB",
        "<td>KNOB=1</td>"})
    EXPECT_NE(page.find(part), std::string::npos) << part;
  EXPECT_EQ(page.find("<dt>history fresh</dt>"), std::string::npos);
}

TEST(Html, AFigureThatIsHigherThanASheetGoesOverSeveral) {
  const auto pictures = [](std::size_t tasks) {
    PlantedExperiment experiment;
    Dataset dataset = planted_dataset_of(experiment);
    Dataset whole = dataset;
    for (std::size_t task = 1; task < tasks; ++task) {
      const std::size_t cells = whole.run.cells.size();
      for (Cell cell : dataset.run.cells) {
        cell.size += task;
        whole.run.cells.push_back(cell);
      }
      for (StoredTrial trial : dataset.trials) {
        trial.planned.cell += cells;
        whole.trials.push_back(trial);
      }
    }
    const std::string page = page_of(std::move(whole));
    const std::size_t from = page.find("data-figure=\"components\"");
    const std::string figure =
        page.substr(page.rfind("<figure", from), page.find("</figure>", from) - page.rfind("<figure", from));
    std::size_t count = 0;
    for (std::size_t at = 0; (at = figure.find("<svg", at)) != std::string::npos; ++at) ++count;
    return std::pair(count, figure.find("class=sheets") != std::string::npos);
  };
  EXPECT_EQ(pictures(1), std::pair(std::size_t{1}, false));
  const auto [count, sheets] = pictures(9);
  EXPECT_GT(count, 1U);
  EXPECT_TRUE(sheets);
}

TEST(Html, EachIdIsOnceAndEachLinkLeadsSomewhere) {
  for (const std::string& page : {page_of(synthetic_dataset()), page_of(losing_dataset())}) {
    std::set<std::string> ids;
    const std::regex id("<[a-z][^>]* id=\"?'?([^\"' >]+)"),
        link("(?:href=\"|href='|aria-labelledby=\")#?([^\"']+)");
    for (std::sregex_iterator at(page.begin(), page.end(), id), end; at != end; ++at)
      EXPECT_TRUE(ids.insert((*at)[1]).second) << (*at)[1];
    for (std::sregex_iterator at(page.begin(), page.end(), link), end; at != end; ++at) {
      const std::string target = (*at)[1];
      EXPECT_TRUE(ids.contains(target.substr(0, target.find(' ')))) << target;
    }
    EXPECT_GT(ids.size(), 100U);
  }
}

TEST(Html, OpensNoAddress) {
  const std::string page = page_of(synthetic_dataset());
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  for (const char* word : {"src=", "url(", "@import", "http-equiv=\"refresh"})
    EXPECT_EQ(own_text(page).find(word), std::string::npos) << word;
  // The name of SVG is no address that is opened.
  EXPECT_FALSE(std::regex_search(page, std::regex("https?://(?!www\\.w3\\.org/2000/svg)")));
}

TEST(Html, SaysThatFiguresAreLeftOutAndHasTheNumbers) {
  const std::string page = html_page(report_with(synthetic_dataset(), [](const std::string&) -> std::string {
    throw SetupError("figures need gnuplot; apt install gnuplot-nox");
  }));
  EXPECT_NE(page.find("Figures are left out: figures need gnuplot; apt install gnuplot-nox."),
            std::string::npos);
  EXPECT_EQ(page.find("<figure"), std::string::npos);
  EXPECT_NE(page.find(" ms ±"), std::string::npos);
}

TEST(Html, FiguresWithNothingToShowAreNamedWithTheReason) {
  EXPECT_NE(page_of(synthetic_dataset()).find("<li>components: no suspect was taken away;"),
            std::string::npos);
}

// A text adds no element, whatever it is: the tags are those of the page with plain names.
TEST(Html, NoTextIsMarkup) {
  const auto named = [](const std::string& text) {
    Dataset dataset = synthetic_dataset();
    dataset.run.experiment = dataset.run.question = dataset.label.note = text;
    dataset.run.program = dataset.run.command = text;
    dataset.run.facts.kernels["concat" + text].question = text;
    dataset.run.facts.layouts["boxed"].question = text;
    dataset.label.number = 3;
    dataset.run.machine.cpu_model = dataset.run.machine.kernel = text;
    for (AllocatorBuild& build : dataset.run.builds)
      build.version = build.library_path = build.library_hash = build.arm_variables.emplace_back() = text;
    for (Cell& cell : dataset.run.cells) {
      cell.kernel += text;
      cell.allocator += text;
    }
    dataset.run.baseline.allocator += text;
    for (AllocatorBuild& build : dataset.run.builds) build.name += text;
    for (StoredTrial& trial : dataset.trials)
      if (trial.result.outcome != Outcome::complete) trial.result.message = text;
    return own_text(page_of(dataset));
  };
  const auto tags = [](const std::string& page) { return std::count(page.begin(), page.end(), '<'); };
  std::vector<std::string> texts = hostile_texts();
  texts.insert(texts.end(),
               {"</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x",
                "\u202e\u0645\u0631\u062d\u0628\u0627", "\U0001f600", std::string(10'000, 'w')});
  const auto plain = tags(named("x"));
  for (const std::string& text : texts) {
    const std::string page = named(text);
    EXPECT_TRUE(is_harmless(page, true)) << text;
    // A command is offered only where a shell takes the name as it is: two tags each. Lines of a text are
    // breaks in a cell.
    EXPECT_LE(tags(page), plain + 4 * std::count(text.begin(), text.end(), '\n') * 100) << text;
    EXPECT_EQ(page.find("<script"), std::string::npos) << text;
    EXPECT_EQ(page.find("<img"), std::string::npos) << text;
  }
}

TEST(Html, EscapesWhatMarkupHas) {
  EXPECT_EQ(html_escaped("<a href=\"x\">&'</a>\x1b\xff\u202e😀"),
            "&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;???😀");
  EXPECT_EQ(html_id("T(P)/T(1) <x>"), "t-p-t-1-x-");
}

TEST(Html, AnEmbeddedPictureHasItsOwnIdsTitleAndDescription) {
  EXPECT_EQ(
      embedded_svg(drawn, "a-", "A <title>", "what it says"),
      "<svg viewBox=\"0 0 4 3\" xmlns=\"http://www.w3.org/2000/svg\" role=img "
      "aria-labelledby=\"a-title a-desc\">\n<title id=\"a-title\">A &lt;title&gt;</title><desc id=\"a-desc\">what it says</desc>\n"
      "<g id=\"a-canvas\"><defs><path id='a-gpPt1' d='M0,0'/></defs><g fill='#0072b2'><use href='#a-gpPt1'/><text>id='x' "
      "&lt;b&gt;</text></g></g></svg>\n");
  EXPECT_EQ(embedded_svg("gnuplot: no", "a-", "t", "d"), "");
}

}  // namespace
}  // namespace allocscale
