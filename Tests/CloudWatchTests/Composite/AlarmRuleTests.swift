import CloudWatch
import Testing

@Suite struct AlarmRuleTests {
    private let states: [String: AlarmState] = [
        "up": .alarm, "idle": .ok, "new": .insufficientData, "a b": .alarm,
    ]

    @Test(
        "Rules and whether they hold",
        arguments: [
            ("ALARM(up)", true), ("OK(up)", false), ("INSUFFICIENT_DATA(new)", true), ("TRUE", true),
            ("FALSE", false),
            ("NOT ALARM(idle)", true), ("ALARM(up) AND OK(idle)", true), ("ALARM(idle) OR ALARM(up)", true),
            // NOT binds tighter than AND, AND tighter than OR.
            ("ALARM(up) OR ALARM(idle) AND FALSE", true), ("NOT FALSE AND FALSE", false),
            ("(ALARM(up) OR ALARM(idle)) AND FALSE", false), ("NOT (TRUE AND FALSE)", true),
            (#"ALARM("a b")"#, true), ("ALARM( \"up\" )", true),
            ("ALARM(arn:aws:cloudwatch:us-east-1:123456789012:alarm:up)", true),
            ("OK(gone)", false), ("NOT OK(gone)", true),
            ("AT_LEAST(2, ALARM, (up, idle, \"a b\"))", true),
            ("AT_LEAST(3, ALARM, (up, idle, \"a b\"))", false),
            ("AT_LEAST(2, NOT ALARM, (up, idle, new))", true), ("AT_LEAST(50%, OK, (up, idle))", true),
            ("AT_LEAST(51%, OK, (up, idle))", false), ("NOT AT_LEAST(1,OK,(up))\n\tAND(TRUE)", true),
        ])
    func holds(text: String, expected: Bool) throws {
        #expect(try AlarmRule(text).holds(states) == expected)
    }

    @Test(
        "What is wrong, and where",
        arguments: [
            ("", 0), ("ALARM", 5), ("ALARM()", 6), ("ALARM(up", 8), ("ALARM(up) ALARM(up)", 10),
            ("ALARM(up) AND", 13),
            ("alarm(up)", 0), ("ALARMS(up)", 0), ("NOT", 3), ("ALARM(a b)", 8), ("ALARM(\"up)", 6),
            ("ALARM(\"\")", 6),
            ("TRUE)", 4), ("AT_LEAST(0, OK, (up))", 9), ("AT_LEAST(2, OK, (up))", 9),
            ("AT_LEAST(101%, OK, (up))", 9),
            ("AT_LEAST(x, OK, (up))", 9), ("AT_LEAST(1, OK, ())", 17), ("TRUE AND AND TRUE", 9),
        ])
    func errors(text: String, position: Int) {
        #expect { try AlarmRule(text) } throws: { ($0 as? AlarmRuleError)?.position == position }
    }

    @Test("Written with the brackets it needs, a rule is read back as it was")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 11)
        func rule(_ depth: Int) -> AlarmRule {
            switch Int.random(in: 0..<(depth == 0 ? 3 : 6), using: &random) {
            case 0: .constant(random.oneIn(2))
            case 1:
                .state(
                    AlarmState.allCases[Int.random(in: 0..<3, using: &random)], of: #"a "quoted\" (name), b"#)
            case 2:
                .atLeast(
                    AlarmRule.AtLeast(
                        count: random.oneIn(2) ? .alarms(1) : .percent(50), state: .ok,
                        isNegated: random.oneIn(2), alarms: ["x", "y z"]))
            case 3: .not(rule(depth - 1))
            case 4: .and([rule(depth - 1), rule(depth - 1)])
            default: .or([rule(depth - 1), rule(depth - 1)])
            }
        }
        for _ in 0..<500 {
            let original = rule(4)
            let text = original.description
            let read = try AlarmRule(text)
            #expect(read.description == text)
            #expect(read.holds(["x": .ok]) == original.holds(["x": .ok]))
        }
    }

    @Test("Limits: characters, elements, children, depth")
    func limits() {
        func reason(_ text: String) -> AlarmRuleError.Reason? {
            do { _ = try AlarmRule(text) } catch { return error.reason }
            return nil
        }
        func any(_ count: Int, _ name: (Int) -> String) -> String {
            (0..<count).map { "OK(\(name($0)))" }.joined(separator: " OR ")
        }
        #expect(reason(any(100) { "a\($0)" }) == nil)
        #expect(reason(any(101) { "a\($0)" }) == .tooManyChildren(count: 101, limit: 100))
        #expect(reason(any(500) { _ in "a" }) == nil)
        #expect(reason(any(501) { _ in "a" }) == .tooManyElements(count: 501, limit: 500))
        #expect(reason(String(repeating: " ", count: 10_241)) == .tooLong(characters: 10_241, limit: 10_240))
        let deep = String(repeating: "(", count: 5000) + "TRUE" + String(repeating: ")", count: 5000)
        #expect(reason(deep) == .tooDeep(limit: 100))
        #expect(reason(String(repeating: "NOT ", count: 2000) + "TRUE") == .tooDeep(limit: 100))
    }
}

@Suite struct CompositeAlarmTests {
    @Test("Composite alarms over composite alarms are evaluated from the bottom up")
    func order() throws {
        let graph = try CompositeGraph([
            CompositeAlarm(alarmName: "top", alarmRule: "ALARM(middle) AND ALARM(metric)"),
            CompositeAlarm(alarmName: "middle", alarmRule: "ALARM(metric)"),
        ])
        #expect(graph.order == ["middle", "top"])
        #expect(graph.evaluate(["metric": .alarm])["top"] == .alarm)
        #expect(graph.evaluate(["metric": .insufficientData])["top"] == .ok)
    }

    @Test("A cycle stops the evaluation of all that is on it or above it")
    func cycle() throws {
        let graph = try CompositeGraph([
            CompositeAlarm(alarmName: "a", alarmRule: "ALARM(b)"),
            CompositeAlarm(alarmName: "b", alarmRule: "OK(a)"),
            CompositeAlarm(alarmName: "c", alarmRule: "TRUE OR OK(a)"),
            CompositeAlarm(alarmName: "d", alarmRule: "TRUE"),
        ])
        #expect(graph.stopped == ["a", "b", "c"])
        let states = graph.evaluate(["a": .alarm])
        #expect(states == ["a": .alarm, "b": .insufficientData, "c": .insufficientData, "d": .alarm])
    }

    @Test("What CloudWatch would refuse")
    func validation() {
        var alarm = CompositeAlarm(
            alarmName: "c", alarmRule: "ALARM(x)", actionsSuppressor: "s", waitPeriod: 60, extensionPeriod: 60
        )
        #expect(alarm.validate().isEmpty)
        alarm.actionsSuppressorExtensionPeriod = nil
        alarm.actionsSuppressorWaitPeriod = -1
        alarm.alarmRule = "ALARM(x"
        alarm.alarmActions = ["arn:aws:automate:us-east-1:ec2:stop"]
        #expect(
            alarm.validate().map { "\($0.property) \($0.rule.rawValue)" } == [
                "AlarmRule syntax", "AlarmActions[0] action", "ActionsSuppressorWaitPeriod outOfBounds",
                "ActionsSuppressorExtensionPeriod exclusive",
            ])
    }
}
