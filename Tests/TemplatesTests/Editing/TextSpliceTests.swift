import Testing

@testable import Templates

@Suite struct TextSpliceTests {
    private let text = Array("abcdef".utf8)

    @Test("Replacements apply by place, insertions at one place in their order")
    func applies() {
        let splices = [
            TextSplice(4..<5, "E!"), TextSplice(1..<1, "1"), TextSplice(1..<1, "2"), TextSplice(1..<2, ""),
        ]
        #expect(splices.applied(to: text) == Array("a12cdE!f".utf8))
    }

    @Test("Overlaps and places outside of the text are refused")
    func refuses() {
        #expect([TextSplice(1..<3, ""), TextSplice(2..<4, "")].applied(to: text) == nil)
        #expect([TextSplice(6..<7, "")].applied(to: text) == nil)
    }

    @Test("The inverse leads back, over random replacements")
    func inverse() throws {
        for seed in UInt64(0)..<200 {
            var generator = SeededGenerator(seed: seed)
            let original = (0..<Int.random(in: 0...40, using: &generator)).map { UInt8($0) }
            var splices: [TextSplice] = []
            var at = 0
            while at < original.count, !generator.one(in: 5) {
                let start = Int.random(in: at...original.count, using: &generator)
                let end = Int.random(in: start...original.count, using: &generator)
                let bytes = (0..<Int.random(in: 0...4, using: &generator)).map { _ in UInt8(0xEE) }
                splices.append(TextSplice(start..<end, bytes))
                at = end + 1
            }
            splices.shuffle(using: &generator)
            let edited = try #require(splices.applied(to: original), "seed \(seed)")
            #expect(splices.inverse(of: original).applied(to: edited) == original, "seed \(seed)")
        }
    }
}
