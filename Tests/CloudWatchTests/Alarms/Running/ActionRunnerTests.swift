import CloudWatch
import Testing
import TimeSeries

@Suite struct ActionRunnerTests {
    private static let scaling =
        "arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:p:autoScalingGroupName/g:policyName/down"
    private static let mail = "arn:aws:sns:us-east-1:123456789012:mail"

    private func minute(_ minute: Int) -> Instant { Instant(minute: 29_000_000 + minute) }

    private func runner(
        enabled: Bool = true, mutes: [ClosedRange<Int>] = [], settings: ActionSettings = ActionSettings(),
        interval: Int = 60, ok: [String] = []
    ) -> ActionRunner {
        ActionRunner(
            actions: [.alarm: [Self.scaling, Self.mail], .ok: ok], isEnabled: enabled,
            mutes: mutes.map { minute($0.lowerBound)..<minute($0.upperBound) }, settings: settings,
            evaluationInterval: interval)
    }

    /// One line a run, `minute kind reason`, for a state a minute: `A`, `O` or `I`.
    private func runs(_ runner: ActionRunner, _ states: String) -> [String] {
        var runner = runner
        return states.enumerated().flatMap { index, letter in
            runner.step(
                to: letter == "A" ? .alarm : letter == "O" ? .ok : .insufficientData, at: minute(index)
            ).map { "\(index) \($0.action.kind.rawValue) \($0.reason.rawValue)" }
        }
    }

    @Test("Mail is an edge, scaling a level that repeats every minute")
    func edgeAndLevel() {
        #expect(
            runs(runner(), "IAAAOA") == [
                "1 autoScaling transition", "1 sns transition", "2 autoScaling repetition",
                "3 autoScaling repetition", "5 autoScaling transition", "5 sns transition",
            ])
    }

    @Test("An OpsItem is opened on entering ALARM and at no other change")
    func systemsManager() {
        let item = "arn:aws:ssm:us-east-1:123456789012:opsitem:3"
        let runner = ActionRunner(actions: [.alarm: [item], .ok: [item], .insufficientData: [item]])
        #expect(
            runs(runner, "OAAOIA") == ["1 systemsManager transition", "5 systemsManager transition"])
    }

    @Test("Disabled actions do not run, whatever the state does")
    func disabled() {
        #expect(runs(runner(enabled: false), "IAAO").isEmpty)
    }

    @Test("A mute window holds actions; those of the state then current run at its end")
    func muted() {
        #expect(
            runs(runner(mutes: [1...4]), "IAAAAA") == [
                "4 autoScaling unmuted", "4 sns unmuted", "5 autoScaling repetition",
            ])
        #expect(runs(runner(mutes: [1...4], ok: [Self.mail]), "IAAOO") == ["4 sns unmuted"])
    }

    @Test("A state that began before the window brings no second mail")
    func mutedLater() {
        #expect(
            runs(runner(mutes: [2...4]), "IAAAA") == [
                "1 autoScaling transition", "1 sns transition", "4 autoScaling repetition",
            ])
    }

    @Test("Whether held actions run at all is a setting")
    func heldActionsLost() {
        var settings = ActionSettings()
        settings.runsHeldActions = false
        #expect(runs(runner(mutes: [1...3], settings: settings), "IAAA") == ["3 autoScaling repetition"])
    }

    @Test("Repetition of an alarm that is evaluated hourly is a setting")
    func hourly() {
        var settings = ActionSettings()
        settings.repetition = .everyEvaluation
        let lines = runs(
            runner(settings: settings, interval: 3600), "I" + String(repeating: "A", count: 125))
        #expect(
            lines.filter { $0.contains("autoScaling") }.map { $0.prefix { $0 != " " } } == ["1", "61", "121"])
    }

    @Test(
        "Kinds of actions by their ARN",
        arguments: [
            (scaling, AlarmAction.Kind.autoScaling), (mail, .sns),
            ("arn:aws:automate:us-east-1:ec2:stop", .ec2),
            ("arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Reboot/1.0", .ec2),
            ("arn:aws:lambda:us-east-1:123456789012:function:f", .lambda),
            ("arn:aws:ssm:us-east-1:123456789012:opsitem:3", .systemsManager), ("", .other),
            ("arn:aws", .other),
        ])
    func kinds(arn: String, kind: AlarmAction.Kind) {
        #expect(AlarmAction(arn: arn).kind == kind)
    }
}
