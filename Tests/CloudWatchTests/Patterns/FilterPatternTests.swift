import CloudWatch
import Testing

/// A pattern, messages that match it and messages that do not.
struct FilterRow: Sendable, CustomTestStringConvertible {
    var pattern: String
    var matches: [String]
    var others: [String]

    init(_ pattern: String, matches: [String], others: [String]) {
        self.pattern = pattern
        self.matches = matches
        self.others = others
    }

    var testDescription: String { pattern }

    func check() throws {
        let filter = try FilterPattern(parsing: pattern)
        for message in matches { #expect(filter.matches(message), "should match: \(message)") }
        for message in others { #expect(!filter.matches(message), "should not match: \(message)") }
    }
}

@Suite("Log filter patterns: terms")
struct FilterTermTests {
    private static let badRequest = "[ERROR 400] BAD REQUEST"
    private static let missing = "[ERROR 419] MISSING ARGUMENTS"
    private static let fine = "[INFO 200] OK"

    @Test(
        "All terms, any of the optional ones, none of the excluded ones",
        arguments: [
            FilterRow("ERROR", matches: [badRequest, missing], others: [fine, "an error"]),
            FilterRow("ERROR ARGUMENTS", matches: [missing], others: [badRequest]),
            FilterRow("?ERROR ?OK", matches: [badRequest, fine], others: ["[WARN] slow", ""]),
            FilterRow("ERROR -ARGUMENTS", matches: [badRequest], others: [missing, fine]),
            FilterRow("-ERROR", matches: [fine, ""], others: [badRequest]),
            // Optional terms do not count beside others.
            FilterRow("?ERROR ?ARGUMENTS REQUEST", matches: ["[INFO] REQUEST"], others: [missing]),
            FilterRow("\"BAD REQUEST\"", matches: [badRequest], others: ["REQUEST BAD", "BAD  REQUEST"]),
            FilterRow("\"[ERROR\" -\"BAD REQ\"", matches: [missing], others: [badRequest]),
            FilterRow("\"say \\\"hi\\\"\"", matches: ["they say \"hi\" twice"], others: ["say hi"]),
            FilterRow("\" \"", matches: ["two words"], others: ["one"]),
            FilterRow("", matches: ["", fine], others: []),
            FilterRow("  ", matches: ["", fine], others: []),
            FilterRow("caf\u{e9}", matches: ["un caf\u{e9} noir"], others: ["cafe\u{301}", "cafe"]),
        ])
    func terms(row: FilterRow) throws { try row.check() }

    @Test(
        "Regular expressions",
        arguments: [
            FilterRow("%AUTHORIZED%", matches: ["UNAUTHORIZED", "AUTHORIZED"], others: ["OK"]),
            FilterRow("%^[hc]at%", matches: ["hat trick", "cat"], others: ["a hat", "bat"]),
            FilterRow("%[hc]at$%", matches: ["the cat"], others: ["cats"]),
            FilterRow("%colou?r%", matches: ["color", "colour"], others: ["colouur"]),
            FilterRow("%^a{3,5}$%", matches: ["aaa", "aaaaa"], others: ["aa", "aaaaaa", ""]),
            FilterRow("%^a{2}$%", matches: ["aa"], others: ["a", "aaa"]),
            FilterRow("%^a{2,}$%", matches: ["aa", "aaaaaaaa"], others: ["a"]),
            FilterRow("%ab*c%", matches: ["ac", "abbbc"], others: ["ab"]),
            FilterRow("%ab+c%", matches: ["abc", "xabbc"], others: ["ac"]),
            FilterRow("%^.at$%", matches: ["4at", "\u{6f22}at"], others: ["at", "44at"]),
            FilterRow("%10\\.0\\.[^1-3]%", matches: ["10.0.4"], others: ["10.0.2", "10x0.4"]),
            FilterRow("%\\d\\s\\w%", matches: ["1 a"], others: ["a a"]),
            FilterRow("%^\\D\\S\\W$%", matches: ["ab!", "\u{e9}\u{e9}\u{e9}"], others: ["1b!", "ab1"]),
            FilterRow("%\\x3A%", matches: ["a:b"], others: ["a b"]),
            FilterRow("%\\[x\\]%", matches: ["[x]"], others: ["x"]),
            FilterRow("%[]x]y%", matches: ["]y", "xy"], others: ["y"]),
            FilterRow("%[a\\d-]z%", matches: ["az", "5z", "-z"], others: ["bz"]),
            FilterRow("%^starting|^shutting down%", matches: ["shutting down now"], others: ["not starting"]),
            FilterRow("%a|%", matches: ["", "b"], others: []),
            FilterRow("%^$%", matches: [""], others: ["a", " "]),
            FilterRow("%b$%", matches: ["b", "ab"], others: ["b\u{e9}"]),
            FilterRow("%x*$%", matches: ["", "axx", "b"], others: []),
            FilterRow("ERROR %4\\d\\d%", matches: ["ERROR 404"], others: ["ERROR 500", "404"]),
        ])
    func regularExpressions(row: FilterRow) throws { try row.check() }

    @Test(
        "What is refused, at which byte",
        arguments: [
            ("\"open", 0), ("a \"open", 2), ("%open", 0), ("%a!%", 0), ("%(a)%", 0), ("%%", 0),
            ("%a{3,1}%", 0),
            ("%a{2000}%", 0), ("%[a%", 0), ("%a$b%", 0), ("%b^%", 0), ("%\\p%", 0), ("%caf\u{e9}%", 0),
            ("%*%", 0),
            ("%[z-a]%", 0), ("a ?", 3), ("%a% %b% %c%", 8), ("? a", 1),
        ])
    func refused(pattern: String, position: Int) {
        let error = #expect(throws: PatternError.self) { try FilterPattern(parsing: pattern) }
        #expect(error?.position == position)
    }

    @Test("A pattern is at most 1024 bytes; hostile expressions cost no more than text times expression")
    func bounds() throws {
        #expect(throws: PatternError.self) {
            try FilterPattern(parsing: String(repeating: "a", count: 1025))
        }
        let filter = try FilterPattern(parsing: "%a*a*a*a*a*a*a*a*a*a*a*a*a*a*b%")
        #expect(!filter.matches(String(repeating: "a", count: 5000)))
    }

    @Test("The watchdog's start filter: the host and the type between blanks")
    func startFilter() throws {
        let host = "palworld.example.com"
        let filter = try FilterPattern(phrase: " \(host) A ")
        #expect(filter.text == "\" palworld.example.com A \"")
        func line(_ name: String, _ type: String) -> String {
            "1.0 2026-01-01T00:00:00Z Z0123 \(name) \(type) NOERROR UDP FRA53-C1 192.0.2.1 -"
        }
        #expect(filter.matches(line(host, "A")))
        for other in [
            line(host, "AAAA"), line(host.uppercased(), "A"), line("x" + host, "A"), line(host, "HTTPS"),
        ] {
            #expect(!filter.matches(other))
        }
        #expect(try FilterPattern(phrase: "a \"b\" \\").matches("x a \"b\" \\ y"))
    }
}

@Suite("Log filter patterns: JSON")
struct JSONFilterTests {
    private static let event = """
        {"eventType": "UpdateTrail", "sourceIPAddress": "111.111.111.111", "arrayKey": ["value", "another value"],
         "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}], "SomeObject": null, "cluster.name": "c",
         "count": 3, "text": "3", "flag": true, "size": 1500.5, "big": 1e21, "log-level": "WARN", "@ts": 5,
         "coordinates": [[0, 1], [4, 5]], "empty": [], "status": 404}
        """

    @Test(
        "What holds of the event",
        arguments: [
            "{ $.eventType = \"UpdateTrail\" }", "{$.eventType=UpdateTrail}", "{ $.eventType = Update* }",
            "{ $.eventType = \"*\" }", "{ $.eventType != \"Other\" }", "{ $.sourceIPAddress != 123.123.* }",
            "{ $.sourceIPAddress = 111.111.* }", "{ $.arrayKey[0] = \"value\" }",
            "{ $.arrayKey[*] = another* }",
            "{ $.objectList[1].id = 2 }", "{ $.objectList[*].name = b }", "{ $.coordinates[1][0] = 4 }",
            "{ $.SomeObject IS NULL }", "{ $.flag IS TRUE }", "{ $.other NOT EXISTS }",
            "{ $.a.b.c NOT EXISTS }",
            "{ $.eventType EXISTS }", "{ $.SomeObject EXISTS }", "{ $.['cluster.name'] = c }",
            "{ $[\"cluster.name\"] = \"c\" }", "{ $.* = %111\\.111% }", "{ $.eventType = %Trail$% }",
            "{ $.eventType != %Trial% }", "{ $.count = 3 }", "{ $.count = 3.0 }", "{ $.count >= 3 }",
            "{ $.count < 1e+1 }", "{ $.count != 4 }", "{ $.count = \"3\" }", "{ $.text = 3 }",
            "{ $.size > 1500 }",
            "{ $.big = 1e21 }", "{ $.status = 4* }", "{ $.log-level = WARN }", "{ $.@ts = 5 }",
            "{ ($.count = 3) && ($.flag IS TRUE) }", "{ $.count = 4 || $.count = 3 }",
            // && binds tighter.
            "{ $.count = 3 || $.count = 4 && $.count = 5 }",
            "{ (($.count = 3)) }", "{ $.flag is true && $.other not exists }",
        ])
    func holds(pattern: String) throws {
        #expect(try FilterPattern(parsing: pattern).matches(Self.event))
    }

    @Test(
        "What does not",
        arguments: [
            "{ $.eventType = \"updatetrail\" }", "{ $.eventType = Update }",
            "{ $.sourceIPAddress != 111.111.* }",
            "{ $.arrayKey[2] = * }", "{ $.arrayKey = \"value\" }", "{ $.objectList[0] != x }",
            "{ $.missing = x }", "{ $.missing != x }", "{ $.eventType IS NULL }", "{ $.missing IS NULL }",
            "{ $.flag IS FALSE }", "{ $.count IS TRUE }", "{ $.flag = true }", "{ $.eventType NOT EXISTS }",
            "{ $.SomeObject NOT EXISTS }", "{ $.SomeObject = * }", "{ $.count > 3 }", "{ $.eventType > 2 }",
            "{ $.eventType < zebra }", "{ $.missing EXISTS }", "{ $.empty[0] EXISTS }",
            "{ ($.count = 3 || $.count = 4) && $.count = 5 }", "{ $.eventType[0] = U }",
        ])
    func fails(pattern: String) throws {
        #expect(try !FilterPattern(parsing: pattern).matches(Self.event))
    }

    @Test(
        "A message that is no JSON object matches no JSON pattern",
        arguments: ["", "text", "[1]", "{", "{\"a\"}", "5"])
    func notJSON(message: String) throws {
        #expect(try !FilterPattern(parsing: "{ $.a NOT EXISTS }").matches(message))
    }

    @Test(
        "What is refused",
        arguments: [
            "{ $.a = }", "{ $.a }", "{ $.a = 1", "{ $.a = 1 } x", "{ a = 1 }", "{ $.a == 1 }",
            "{ $.a = 1 && }",
            "{ ($.a = 1 }", "{ $.a IS MAYBE }", "{ $.a NOT }", "{ $.a[x] = 1 }", "{ $.a = \"x }",
            "{ $.x[99999999999999999999] = 1 }", "{ $ = 1 }", "{}", "{ $.*[*] = 1 }", "{ $.a. = 1 }",
            "{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.d[*] = 1 }", "{ $.a NOTEXISTS }",
            "{ \(String(repeating: "(", count: 60))$.a = 1\(String(repeating: ")", count: 60)) }",
        ])
    func refused(pattern: String) {
        #expect(throws: PatternError.self) { try FilterPattern(parsing: pattern) }
    }
}

@Suite("Log filter patterns: fields")
struct FieldFilterTests {
    private static let access =
        "127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] \"GET /index.html HTTP/1.0\" 404 1534"

    @Test(
        "What matches an access log line",
        arguments: [
            "[ip, user, username, timestamp, request =*.html*, status_code = 4*, bytes]",
            "[ip=%127\\.0\\.0\\.[1-9]%, user, username, timestamp, request, status_code, bytes]",
            "[..., request =*.html*, status_code = 4*, bytes]", "[..., bytes > 1000]", "[ip, ..., bytes]",
            "[ip, user, ...]", "[ip, user, rest]", "[...]", "[]",
            "[..., status_code = 404 || status_code = 410, bytes]",
            "[..., status_code >= 400 && status_code < 500, bytes]",
            "[..., request=\"GET /index.html HTTP/1.0\", a, b]",
            "[..., timestamp = 10/Oct/2000*, a, b, c]", "[..., status_code=4*,]", "[ip != 10.*, ...]",
            "[ip = 127.0.0.1, rest = *1534]",
        ])
    func matches(pattern: String) throws {
        #expect(try FilterPattern(parsing: pattern).matches(Self.access))
    }

    @Test(
        "What does not",
        arguments: [
            "[ip, user, username, timestamp, request, status_code = 5*, bytes]", "[..., bytes > 2000]",
            "[a, b, c, d, e, f, g, h]", "[a, b, c, d, e, f, g, h, ...]", "[..., user > 5, a, b, c, d, e]",
            "[ip = 127.0.0.1]", "[..., status_code != 404, bytes]",
        ])
    func fails(pattern: String) throws {
        #expect(try !FilterPattern(parsing: pattern).matches(Self.access))
    }

    @Test("The last field takes the rest of the line")
    func rest() throws {
        let filter = try FilterPattern(parsing: "[level=ERROR || level=WARN*, message]")
        #expect(filter.matches("ERROR 09/25/2014 12:00:02 failed"))
        #expect(filter.matches("WARNING low"))
        #expect(!filter.matches("INFO started"))
        #expect(!filter.matches("ERROR"))
        #expect(try FilterPattern(parsing: "[level!=ERROR&&level!=WARN, message]").matches("INFO a b c"))
    }

    @Test(
        "What is refused",
        arguments: [
            "[a, ..., b, ..., c]", "[a, a]", "[a = ]", "[a, b", "[a, b] x", "[a = 1 ||]", "[a=x || b=y]",
            "[a b]",
            "[= 5]",
        ])
    func refused(pattern: String) {
        #expect(throws: PatternError.self) { try FilterPattern(parsing: pattern) }
    }
}
