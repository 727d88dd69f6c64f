// How long tuning takes, and how good what it recommends is on invented worlds.
//
//     swift run -c release --package-path Benchmarks TuningBenchmarks speed
//     swift run -c release --package-path Benchmarks TuningBenchmarks frontier [days...]
//     swift run -c release --package-path Benchmarks TuningBenchmarks quality [worlds per class] [first seed] [class,...]
//         [no-hindsight] [no-log] [worlds]
//     swift run -c release --package-path Benchmarks TuningBenchmarks coverage [worlds per class] [first seed] [class,...]

let words = Array(CommandLine.arguments.dropFirst())
let flags: Set = ["no-hindsight", "no-log", "worlds"]
let values = words.filter { !flags.contains($0) }
var plan = TuningQuality.Plan()
if values.count > 1 { plan.worldsPerClass = max(1, Int(values[1]) ?? 20) }
if values.count > 2 { plan.firstSeed = UInt64(values[2]) ?? 1 }
if values.count > 3 { plan.classes = values[3].split(separator: ",").map(String.init) }
plan.triesHindsight = !words.contains("no-hindsight")
plan.showsWorlds = words.contains("worlds")
plan.hasContainerLog = !words.contains("no-log")
switch values.first {
case "speed", nil: TuningSpeed.report()
case "frontier":
    let days = values.dropFirst().compactMap { Int($0) }.filter { (1...3660).contains($0) }
    TuningSpeed.frontier(days: days.isEmpty ? [30, 91, 365, 730] : days)
case "quality": TuningQuality.report(plan)
case "coverage": IntervalCoverage.report(plan)
default:
    print(
        "usage: TuningBenchmarks speed | frontier [days...] | quality | coverage [worlds per class] [first seed] [class,...]"
    )
}
