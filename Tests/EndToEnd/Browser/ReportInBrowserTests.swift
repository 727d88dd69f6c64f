import Foundation
import Testing

/// The page as a browser sees it: screenshots, accessibility, validity, hostile text, a year, keys.
@Suite(.enabled(if: BrowserCheck.isPossible, "needs the tools of `make deps`")) struct ReportInBrowserTests {
    @Test("A report is accessible, valid, quick, usable by keys, and fits a phone and paper")
    func pages() throws {
        let scratch = try ScratchFolder()
        let sample = Sample(name: "palworld")
        let pages = ["palworld", "hostile", "year"].map {
            scratch.url.appendingPathComponent("\($0).html")
        }
        try report([sample.folder.path], leaf: sample.leafFile().path, to: pages[0])
        let leaf = try HostileLeaf.markup.write(to: scratch)
        try report([scratch.url.appendingPathComponent("in").path], leaf: leaf, to: pages[1])
        try Data(YearPage.html().utf8).write(to: pages[2])

        let found = try BrowserCheck.look(at: pages, scratch: scratch)
        for name in ["palworld", "hostile", "year"] {
            let page = try #require(found[name])
            #expect(page.violations.isEmpty, "\(name): axe")
            #expect(page.tidy.isEmpty, "\(name): HTML")
            #expect(page.console.isEmpty, "\(name): console")
            #expect(page.requests.isEmpty, "\(name): something was loaded")
            #expect(page.dialogs.isEmpty && page.strangers.isEmpty, "\(name): text became markup")
            #expect(page.overflow <= 0, "\(name): wider than a phone")
            #expect(page.pages >= 1, "\(name): print")
            for part in ["skip", "zoomIn", "all", "traffic", "threshold", "minutes", "showPresent"] {
                #expect(page.reached.contains(part), "\(name): \(part) is out of the keyboard's reach")
            }
            #expect(page.keys.count == 5 && page.keys.values.allSatisfy { $0 }, "\(name): \(page.keys)")
        }
        let hostile = try #require(found["hostile"])
        #expect(hostile.text.contains(HostileLeaf.markup.name), "the leaf's name is shown as text")
        #expect(hostile.text.contains(HostileLeaf.markup.text), "the crash's reason is shown as text")

        let year = try #require(found["year"])
        #expect(year.bytes < 3_000_000)
        let peak = try #require(year.peak)
        // A column of the chart, between its scale and its right edge, holds about 500 minutes.
        let wanted = 88 + Double(peak[1] - 98) * Double(YearPage.loudest) / Double(YearPage.minutes)
        #expect(
            abs(Double(peak[0]) - wanted) <= 2, "the loudest minute is drawn at \(peak[0]), not \(wanted)")
        // A person sees no delay below a tenth of a second; on a loaded machine a frame may come late, hence the margin.
        #expect(try #require(year.slider) < 0.5)
        #expect(year.zoom < 0.5)
        #expect(year.open < 10)
    }

    private func report(_ paths: [String], leaf: String, to page: URL) throws {
        let outcome = try BuiltProgram.run(
            ["report"] + paths + ["--leaf", leaf, "--html", page.path, "--time-zone", "Europe/Berlin"])
        #expect(outcome.status == 0, "\(outcome.messages.prefix(2000))")
    }
}
