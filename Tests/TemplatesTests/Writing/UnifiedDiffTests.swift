import Testing

@testable import Templates

@Suite struct UnifiedDiffTests {
    private func diff(_ before: String?, _ after: String, context: Int = 3) -> String {
        UnifiedDiff(
            name: "f", before: before.map { Array($0.utf8) }, after: Array(after.utf8), context: context
        )
        .description
    }

    @Test("Changes with the lines around them")
    func hunks() {
        let before = (1...20).map { "\($0)\n" }.joined()
        let after = before.replacing("\n5\n", with: "\n5a\n5b\n").replacing("\n15\n", with: "\n")
        #expect(
            diff(before, after) == """
                --- a/f
                +++ b/f
                @@ -2,7 +2,8 @@
                 2
                 3
                 4
                -5
                +5a
                +5b
                 6
                 7
                 8
                @@ -12,7 +13,6 @@
                 12
                 13
                 14
                -15
                 16
                 17
                 18

                """)
    }

    @Test("Equal files have no hunks, near changes share one, new files come from nothing")
    func edges() {
        #expect(diff("a\n", "a\n").isEmpty)
        #expect(
            diff("a\nb\nc\n", "A\nb\nC\n", context: 1)
                == "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n-a\n+A\n b\n-c\n+C\n")
        #expect(diff(nil, "a\n") == "--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+a\n")
        #expect(diff("a", "a\n") == "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n")
        #expect(diff("a\r\n", "b\r\n") == "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\r\n+b\r\n")
        #expect(diff("a\n", "") == "--- a/f\n+++ b/f\n@@ -1 +0,0 @@\n-a\n")
    }

    @Test("Files with CR LF are shown line by line, without the CR")
    func shown() {
        let text = diff("a\r\nb\r\n", "a\r\nB\r\n")
        #expect(
            UnifiedDiff.shownLines(of: text) == ["--- a/f", "+++ b/f", "@@ -1,2 +1,2 @@", " a", "-b", "+B"])
    }

    @Test("Applying the lines of a diff gives the new file, over random files")
    func applies() {
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            let before = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                generator.pick(["a", "b", "c", "d"])
            }
            var after = before.filter { _ in !generator.one(in: 6) }
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                after.insert("new", at: Int.random(in: 0...after.count, using: &generator))
            }
            let old = before.map { $0 + "\n" }.joined()
            let new = after.map { $0 + "\n" }.joined()
            let context = Int.random(in: 0...3, using: &generator)
            let diff = UnifiedDiff(
                name: "f", before: Array(old.utf8), after: Array(new.utf8), context: context)
            #expect(UnifiedDiffTests.apply(diff, to: before) == after, "seed \(seed)")
        }
    }

    private static func apply(_ diff: UnifiedDiff, to lines: [String]) -> [String]? {
        var result: [String] = []
        var at = 0
        for hunk in diff.hunks {
            let start = hunk.oldCount == 0 ? hunk.oldStart : hunk.oldStart - 1
            guard start >= at, start <= lines.count else { return nil }
            result += lines[at..<start]
            guard hunk.newStart == (hunk.newCount == 0 ? result.count : result.count + 1) else { return nil }
            at = start
            for line in hunk.lines {
                if line.kind != .added {
                    guard at < lines.count, lines[at] == line.text else { return nil }
                    at += 1
                }
                if line.kind != .removed { result.append(line.text) }
            }
        }
        return result + lines[at...]
    }
}
