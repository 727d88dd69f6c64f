import Testing

@testable import Templates

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)).value }

    @Test("Values, escapes and order")
    func values() throws {
        #expect(
            try read(
                #" {"b": [1, -2.5e3, true, false, null], "a": "\u00a7\n\/\"\\ \ud83d\udc4d é", "": {}} "#)
                == ["b": [1, .number(-2_500), true, false, .null], "a": "§\n/\"\\ 👍 é", "": [:]])
    }

    @Test(
        "What is no JSON is refused with its place",
        arguments: [
            ("", "1:1: not JSON: a value expected"), ("[1,]", "1:4: not JSON: a value expected"),
            ("{\"a\":1,\n \"a\":2}", "2:2: the key a stands twice"),
            ("[01]", "1:3: not JSON: ',' or ']' expected"),
            ("{a: 1}", "1:2: not JSON: a key expected"),
            ("[1] x", "1:5: not JSON: the end of the text expected"),
            ("\"a\nb\"", "1:3: not JSON: an escape for a control character expected"),
            ("\"abc", "1:5: not JSON: '\"' expected"),
            ("[1.]", "1:4: not JSON: a digit expected"), ("[+1]", "1:2: not JSON: a value expected"),
            ("\"\\x\"", "1:3: not JSON: an escape expected"), ("tru", "1:1: not JSON: a value expected"),
            ("\u{FEFF}{}", "1:1: not JSON: a value expected"),
        ])
    func refusals(_ text: String, _ message: String) {
        do {
            let value = try JSONReader.read(Array(text.utf8)).value
            Issue.record("read as \(value)")
        } catch {
            #expect(error.description == message)
        }
    }

    @Test("Depth is bounded")
    func depth() {
        #expect(throws: JSONTextError.self) { try read(String(repeating: "[", count: 100_000)) }
        #expect(throws: JSONTextError.self) { try read(String(repeating: "{\"a\":", count: 100_000)) }
    }

    @Test("What is written reads back, in both layouts")
    func writes() throws {
        let value: JSONValue = ["a": [1, ["x": []], .number(0.5)], "§\"\\\n\u{1}": .null, "e": [:]]
        for text in [value.compact, value.pretty(), value.pretty(indentation: 1)] {
            #expect(try read(text) == value)
        }
        #expect(value.compact == "{\"a\":[1,{\"x\":[]},0.5],\"§\\\"\\\\\\n\\u0001\":null,\"e\":{}}")
        #expect(JSONReader.compacted(value.pretty().utf8) == Array(value.compact.utf8))
    }

    @Test("Pointers escape and find")
    func pointers() throws {
        let value: JSONValue = ["a/b~": [["x": 7]]]
        let pointer = JSONPointer(["a/b~", "0", "x"])
        #expect(pointer.description == "/a~1b~0/0/x")
        #expect(value[pointer] == 7)
        #expect(try JSONReader.read(Array(value.pretty().utf8))[pointer]?.value == 7)
    }
}
