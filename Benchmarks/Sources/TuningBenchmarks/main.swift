// How long tuning takes, and how good what it recommends is on invented worlds.
//
//     swift run -c release --package-path Benchmarks TuningBenchmarks speed
//     swift run -c release --package-path Benchmarks TuningBenchmarks quality [worlds per class] [first seed] [class,...]

let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "speed", nil: TuningSpeed.report()
case "quality":
    let worlds = words.count > 1 ? Int(words[1]) ?? 20 : 20
    let seed = words.count > 2 ? UInt64(words[2]) ?? 1 : 1
    TuningQuality.report(
        worldsPerClass: worlds, firstSeed: seed,
        classes: words.count > 3 ? words[3].split(separator: ",").map(String.init) : [])
default: print("usage: TuningBenchmarks speed | quality [worlds per class] [first seed] [class,...]")
}
