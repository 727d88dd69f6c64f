import CloudWatch
import Testing

/// A pattern for the field `v`, values of it that match and values that do not; all as JSON.
struct EventRow: Sendable, CustomTestStringConvertible {
    var values: String
    var matches: [String]
    var others: [String]

    init(_ values: String, matches: [String], others: [String]) {
        self.values = values
        self.matches = matches
        self.others = others
    }

    var testDescription: String { values }
}

@Suite("Event patterns")
struct EventPatternTests {
    private func matches(_ pattern: String, _ event: String) throws -> Bool {
        try EventPattern(parsing: pattern).matches(JSONValue(parsing: event))
    }

    @Test(
        "Comparisons of one field",
        arguments: [
            EventRow(
                #"["a", "b"]"#, matches: [#""a""#, #""b""#, #"["x", "b"]"#],
                others: [#""c""#, #""A""#, "[]", "{}", "1"]),
            EventRow("[5]", matches: ["5", "5.0", "5e0", "[4, 5]"], others: [#""5""#, "6", "true"]),
            EventRow("[null]", matches: ["null"], others: [#""""#, #""null""#, "0"]),
            EventRow(#"[""]"#, matches: [#""""#], others: ["null", #"" ""#]),
            EventRow("[true]", matches: ["true"], others: ["false", "1", #""true""#]),
            EventRow(
                #"[{"prefix": "us-"}]"#, matches: [#""us-east-1""#, #""us-""#],
                others: [#""US-east""#, #""eu""#, "5"]),
            EventRow(#"[{"suffix": ".png"}]"#, matches: [#""a.png""#], others: [#""a.PNG""#, #""png""#]),
            EventRow(#"[{"equals-ignore-case": "Alice"}]"#, matches: [#""ALICE""#], others: [#""alicia""#]),
            EventRow(
                #"[{"prefix": {"equals-ignore-case": "eventb"}}]"#, matches: [#""EventBridge""#],
                others: [#""xeventb""#]),
            EventRow(
                #"[{"suffix": {"equals-ignore-case": "BRIDGE"}}]"#, matches: [#""EventBridge""#],
                others: [#""bridges""#]),
            EventRow(
                #"[{"wildcard": "a*b*c"}]"#, matches: [#""abc""#, #""axxbyyc""#],
                others: [#""abcd""#, #""ab""#]),
            EventRow(#"[{"wildcard": "*"}]"#, matches: [#""""#, #""x""#], others: ["5"]),
            EventRow(#"[{"wildcard": "a\\*b"}]"#, matches: [#""a*b""#], others: [#""axb""#]),
            EventRow(#"[{"wildcard": "a\\\\*"}]"#, matches: [#""a\\x""#], others: [#""ax""#]),
            EventRow(
                #"[{"anything-but": "a"}]"#, matches: [#""b""#, "5", "null", #"["a", "b"]"#],
                others: [#""a""#, "[]", "{}"]),
            EventRow(
                "[{\"anything-but\": 0}]", matches: ["1", #""0""#, "[0, 1]"], others: ["0", "0.0", "[0]"]),
            EventRow(#"[{"anything-but": ["a", "b"]}]"#, matches: [#""c""#], others: [#""a""#, #""b""#]),
            EventRow("[{\"anything-but\": [1, 2]}]", matches: ["3"], others: ["1", "2"]),
            EventRow(
                #"[{"anything-but": {"prefix": "us-"}}]"#, matches: [#""eu-1""#, "1"], others: [#""us-1""#]),
            EventRow(
                #"[{"anything-but": {"prefix": ["a", "b"]}}]"#, matches: [#""c""#],
                others: [#""ax""#, #""bx""#]),
            EventRow(
                #"[{"anything-but": {"suffix": [".png", ".gif"]}}]"#, matches: [#""a.jpg""#],
                others: [#""a.gif""#]),
            EventRow(
                #"[{"anything-but": {"equals-ignore-case": ["on", "off"]}}]"#, matches: [#""idle""#],
                others: [#""OFF""#]),
            EventRow(
                #"[{"anything-but": {"wildcard": "*/lib/*"}}]"#, matches: [#""/usr/bin""#],
                others: [#""/usr/lib/x""#]),
            EventRow(
                #"[{"numeric": [">", 0, "<=", 5]}]"#, matches: ["0.1", "5"], others: ["0", "5.1", #""3""#]),
            EventRow(#"[{"numeric": ["=", 3.018e2]}]"#, matches: ["301.8"], others: ["301"]),
            EventRow(#"[{"numeric": ["<", 10]}]"#, matches: ["-1e9", "9.9"], others: ["10"]),
            EventRow(#"[{"numeric": [">=", 10]}]"#, matches: ["10"], others: ["9"]),
            EventRow(
                #"[{"exists": true}]"#, matches: ["null", "0", #""""#, "[1]"],
                others: ["[]", "{}", #"{"a": 1}"#]),
            EventRow(
                #"[{"exists": false}]"#, matches: ["[]", "{}", #"{"a": 1}"#], others: ["null", "0", "[1]"]),
            EventRow(#"[{"exists": false}, "x"]"#, matches: ["{}", #""x""#], others: [#""y""#]),
            EventRow(
                #"[{"cidr": "10.0.0.0/23"}]"#, matches: [#""10.0.0.33""#, #""10.0.1.255""#],
                others: [#""10.0.2.0""#, #""10.0.0""#, #""text""#, #""::a""#]),
            EventRow(#"[{"cidr": "0.0.0.0/0"}]"#, matches: [#""255.1.2.3""#], others: [#""::1""#]),
            EventRow(
                #"[{"cidr": "2001:db8::/33"}]"#, matches: [#""2001:db8::1""#, #""2001:DB8:7fff::""#],
                others: [#""2001:db8:8000::""#, #""10.0.0.1""#, #""2001:db8:::1""#]),
            EventRow(
                #"[{"cidr": "::ffff:10.0.0.0/104"}]"#, matches: [#""::ffff:10.9.9.9""#],
                others: [#""::ffff:11.0.0.1""#]),
        ])
    func comparisons(row: EventRow) throws {
        for value in row.matches {
            #expect(try matches(#"{"v": \#(row.values)}"#, #"{"v": \#(value)}"#), "should match: \(value)")
        }
        for value in row.others {
            #expect(
                try !matches(#"{"v": \#(row.values)}"#, #"{"v": \#(value)}"#), "should not match: \(value)")
        }
    }

    @Test("All fields named must match; others do not matter; an absent field matches exists: false only")
    func fields() throws {
        let event = #"{"source": "aws.ec2", "detail": {"state": "running", "count": 5}}"#
        #expect(try matches(#"{"source": ["aws.ec2"], "detail": {"state": ["running"]}}"#, event))
        #expect(try !matches(#"{"source": ["aws.ec2"], "detail": {"state": ["stopped"]}}"#, event))
        #expect(try !matches(#"{"detail": {"other": [{"anything-but": "x"}]}}"#, event))
        #expect(try matches(#"{"detail": {"other": [{"exists": false}]}}"#, event))
        #expect(try matches(#"{"none": {"other": [{"exists": false}]}}"#, event))
        #expect(try !matches(#"{"source": {"state": ["running"]}}"#, event))
        #expect(try !matches(#"{"detail": ["running"]}"#, event))
    }

    @Test("Fields of one list match in one and the same member")
    func arrays() throws {
        let event = """
            {"employees": [{"first": "John", "last": "Doe"}, {"first": "Anna", "last": "Smith"}, [{"first": "Peter"}]]}
            """
        #expect(try matches(#"{"employees": {"first": ["Anna"]}}"#, event))
        #expect(try matches(#"{"employees": {"first": ["Peter"]}}"#, event))
        #expect(try matches(#"{"employees": {"first": ["Anna"], "last": ["Smith"]}}"#, event))
        #expect(try !matches(#"{"employees": {"first": ["Anna"], "last": ["Doe"]}}"#, event))
        // Absent means absent in every member.
        #expect(try !matches(#"{"employees": {"first": ["Peter"], "last": [{"exists": false}]}}"#, event))
        #expect(try matches(#"{"employees": {"first": ["Peter"], "age": [{"exists": false}]}}"#, event))
    }

    @Test("$or joins fields; with a comparison's name or one object it is a field")
    func or() throws {
        let pattern = #"{"source": ["a"], "$or": [{"x": [1]}, {"y": [2], "$or": [{"z": [3]}, {"w": [4]}]}]}"#
        #expect(try matches(pattern, #"{"source": "a", "x": 1}"#))
        #expect(try matches(pattern, #"{"source": "a", "y": 2, "w": 4}"#))
        #expect(try !matches(pattern, #"{"source": "a", "y": 2}"#))
        #expect(try !matches(pattern, #"{"source": "b", "x": 1}"#))
        #expect(try matches(#"{"$or": {"x": [1]}}"#, #"{"$or": {"x": 1}}"#))
        #expect(try matches(#"{"$or": [{"prefix": "a"}, {"numeric": ["=", 5]}]}"#, #"{"$or": "abc"}"#))
    }

    @Test("The crash rule: a task that failed to start, or a container that ended with anything but 0")
    func crashRule() throws {
        let cluster = "arn:aws:ecs:us-west-2:123456789012:cluster/leaf"
        let pattern = try EventPattern(
            parsing: """
                {"source": ["aws.ecs"], "detail-type": ["ECS Task State Change"],
                 "detail": {"clusterArn": ["\(cluster)"], "desiredStatus": ["STOPPED"],
                  "$or": [{"stopCode": ["TaskFailedToStart"]},
                          {"stopCode": ["EssentialContainerExited"],
                           "containers": {"exitCode": [{"anything-but": 0}]}}]}}
                """)
        func event(_ stopCode: String, _ containers: String, desired: String = "STOPPED") throws -> JSONValue
        {
            try JSONValue(
                parsing: """
                    {"source": "aws.ecs", "detail-type": "ECS Task State Change",
                     "detail": {"clusterArn": "\(cluster)", "desiredStatus": "\(desired)", "stopCode": "\(stopCode)",
                      "containers": \(containers)}}
                    """)
        }
        #expect(try pattern.matches(event("TaskFailedToStart", "[]")))
        #expect(try pattern.matches(event("EssentialContainerExited", #"[{"exitCode": 1}]"#)))
        #expect(
            try pattern.matches(event("EssentialContainerExited", #"[{"exitCode": 0}, {"exitCode": 137}]"#)))
        #expect(try !pattern.matches(event("EssentialContainerExited", #"[{"exitCode": 0}]"#)))
        // A container without an exit code was killed before it ended: nothing to compare.
        #expect(try !pattern.matches(event("EssentialContainerExited", #"[{"name": "game"}]"#)))
        #expect(try !pattern.matches(event("ServiceSchedulerInitiated", #"[{"exitCode": 1}]"#)))
        #expect(try !pattern.matches(event("TaskFailedToStart", "[]", desired: "RUNNING")))
    }

    @Test(
        "What EventBridge refuses, and where",
        arguments: [
            ("[]", ""), ("{}", ""), ("null", ""), (#"{"a": "x"}"#, "a"), (#"{"a": []}"#, "a"),
            (#"{"a": {}}"#, "a"),
            (#"{"a": {"b": 5}}"#, "a.b"), (#"{"a": [[1]]}"#, "a"), (#"{"a": [{}]}"#, "a"),
            (#"{"a": [{"unknown": 1}]}"#, "a"), (#"{"a": [{"prefix": "x", "suffix": "y"}]}"#, "a"),
            (#"{"a": [{"prefix": 1}]}"#, "a"), (#"{"a": [{"prefix": ["x"]}]}"#, "a"),
            (#"{"a": [{"wildcard": "a**b"}]}"#, "a"), (#"{"a": [{"wildcard": "a\\b"}]}"#, "a"),
            (#"{"a": [{"wildcard": "a\\"}]}"#, "a"), (#"{"a": [{"exists": "yes"}]}"#, "a"),
            (#"{"a": [{"cidr": "10.0.0.0"}]}"#, "a"), (#"{"a": [{"cidr": "10.0.0.0/33"}]}"#, "a"),
            (#"{"a": [{"cidr": "10.0.0.256/8"}]}"#, "a"), (#"{"a": [{"cidr": "2001:db8::/129"}]}"#, "a"),
            (#"{"a": [{"numeric": []}]}"#, "a"), (#"{"a": [{"numeric": [">", "5"]}]}"#, "a"),
            (#"{"a": [{"numeric": ["<", 5, ">", 0]}]}"#, "a"),
            (#"{"a": [{"numeric": [">", 5, "<", 5]}]}"#, "a"),
            (#"{"a": [{"numeric": ["=", 6e9]}]}"#, "a"), (#"{"a": [{"numeric": ["=", 1, "<", 5]}]}"#, "a"),
            (#"{"a": [{"anything-but": []}]}"#, "a"), (#"{"a": [{"anything-but": ["x", 1]}]}"#, "a"),
            (#"{"a": [{"anything-but": {"cidr": "10.0.0.0/8"}}]}"#, "a"),
            (#"{"a": [{"anything-but": null}]}"#, "a"),
            (#"{"a": [{"anything-but": {"prefix": []}}]}"#, "a"),
            (#"{"a": {"$or": [{"b": [1]}, {"c": 5}]}}"#, "a.$or.c"), (#"{"$or": [{"b": [1]}]}"#, "$or"),
        ])
    func refused(pattern: String, path: String) {
        let error = #expect(throws: PatternError.self) { try EventPattern(parsing: pattern) }
        #expect(error?.path == path)
    }

    @Test("Text that is no JSON, or nested too deeply, is refused")
    func notJSON() {
        for text in ["", "{", "{\"a\": [1]} x", "\u{0}", String(repeating: "[", count: 100_000)] {
            #expect(throws: PatternError.self) { try EventPattern(parsing: text) }
        }
    }
}
