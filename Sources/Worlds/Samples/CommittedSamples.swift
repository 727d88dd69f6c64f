public import TimeSeries

/// One of the sample leaves that stand in the repository.
public struct CommittedSample: Sendable {
    /// Folder name.
    public let name: String
    /// One line about it.
    public let story: String
    /// Its files.
    public let folder: SampleFolder
}

/// The sample leaves, the same bytes whenever they are made.
public enum CommittedSamples {
    /// First day of the samples.
    public static let start = Instant(seconds: 1_788_739_200)

    /// All of them.
    public static func all() -> [CommittedSample] {
        [minecraft(), palworld(), valheim(), factorio(), terraria()]
    }

    private static func minecraft() -> CommittedSample {
        let parameters = WorldParameters(
            worldClass: .steady, seed: 11, start: start, days: 18,
            settings: WorldSettings(threshold: 1150, durationHours: 10), game: .minecraft,
            containerID: "minecraft.java", instanceType: "m5.large",
            idle: IdleTraffic(level: 1000, noise: 0.04), player: PlayerTraffic(rate: 4200, noise: 0.22),
            visits: VisitModel(groupsPerDay: 1.4, groupSize: 3, players: 6, medianMinutes: 55), quietEnd: 720)
        return CommittedSample(
            name: "minecraft",
            story:
                "A healthy Minecraft on two and a half weeks of evenings: idle about 1,000 B/s, one player about 5,000.",
            folder: SampleFolder(
                world: World(parameters),
                style: SampleStyle(packings: [.members, .members, .compressedTwice]),
                leafFileName: "Minecraft.java.yaml", leafText: LeafText.minecraft))
    }

    private static func palworld() -> CommittedSample {
        let parameters = WorldParameters(
            worldClass: .leftUp, seed: 12, start: start, days: 16,
            settings: WorldSettings(threshold: 4000, durationHours: 8, shouldStop: true), game: .palworld,
            containerID: "palworld.island", instanceType: "m5.xlarge", region: "eu-central-1",
            account: "210987654321", volumes: ["Palworld"],
            idle: IdleTraffic(level: 4600, noise: 0.03, drift: 0.12),
            player: PlayerTraffic(rate: 3100, noise: 0.08),
            visits: VisitModel(
                groupsPerDay: 1.1, groupSize: 3, players: 5, medianMinutes: 75, sigma: 0.5, hoursEast: 2),
            quietEnd: 720)
        return CommittedSample(
            name: "palworld",
            story:
                "A Palworld whose idle traffic (4,600 B/s and growing) lies above its threshold of 4,000: only Instance Left Up ends it.",
            folder: SampleFolder(
                world: World(parameters),
                style: SampleStyle(metrics: .dataWithNumbers, packings: [.members], taskEvents: .logGroup),
                leafFileName: "Palworld.Island.yaml", leafText: LeafText.palworld))
    }

    private static func valheim() -> CommittedSample {
        let parameters = WorldParameters(
            worldClass: .scanner, seed: 13, start: start, days: 15,
            settings: WorldSettings(threshold: 750), game: .valheim, containerID: "valheim",
            instanceType: "t3.large", region: "us-east-1", account: "004455667788", volumes: ["Config"],
            idle: IdleTraffic(level: 420, noise: 0.08), player: PlayerTraffic(rate: 3600, noise: 0.2),
            visits: VisitModel(groupsPerDay: 1, groupSize: 4, players: 7, medianMinutes: 90, hoursEast: 1),
            scansPerDay: 3.5, brokenSpans: [13_900..<14_520], crashMinutes: [5463], quietEnd: 720)
        return CommittedSample(
            name: "valheim",
            story:
                "A Valheim that a scanner keeps waking by DNS, and that a broken update sent into a crash loop for an evening.",
            folder: SampleFolder(
                world: World(parameters),
                style: SampleStyle(metrics: .statistics, packings: [.members, .compressedOnce]),
                leafFileName: "Valheim.yaml", leafText: LeafText.valheim))
    }

    private static func factorio() -> CommittedSample {
        let parameters = WorldParameters(
            worldClass: .quietGaps, seed: 14, start: start, days: 18,
            settings: WorldSettings(threshold: 520, minutesWithoutConnections: 6), game: .factorio,
            containerID: "factorio.krastorio", instanceType: "c5.large", volumes: ["Saves", "Mods"],
            idle: IdleTraffic(level: 330, noise: 0.07),
            player: PlayerTraffic(
                rate: 2600, noise: 0.2, quietStretchesPerHour: 0.9, quietMinutes: 7, quietShare: 0.02),
            visits: VisitModel(groupsPerDay: 1.3, groupSize: 2, players: 4, medianMinutes: 80),
            lateReads: 0.01,
            quietEnd: 720)
        return CommittedSample(
            name: "factorio",
            story:
                "A Factorio whose players think for minutes without sending anything: six minutes of patience cut them off.",
            folder: SampleFolder(
                world: World(parameters), style: SampleStyle(packings: [.plain, .members, .compressedTwice]),
                leafFileName: "Factorio.Krastorio.yaml", leafText: LeafText.factorio))
    }

    private static func terraria() -> CommittedSample {
        let parameters = WorldParameters(
            worldClass: .tiny, seed: 15, start: start, days: 2, settings: WorldSettings(threshold: 300),
            game: .terraria, containerID: "terraria", instanceType: "t3.small", volumes: ["World"],
            idle: IdleTraffic(level: 190, noise: 0.08), player: PlayerTraffic(rate: 1500, noise: 0.2),
            visits: VisitModel(groupsPerDay: 1.6, groupSize: 2, players: 3, medianMinutes: 50), quietEnd: 240)
        return CommittedSample(
            name: "terraria", story: "A Terraria with two days of data, too little to tune.",
            folder: SampleFolder(
                world: World(parameters), style: SampleStyle(daysPerObject: 1), leafFileName: "Terraria.yaml",
                leafText: LeafText.terraria))
    }

    /// The text of `samples/README.md`.
    public static func readme(_ samples: [CommittedSample]) -> String {
        var text = """
            # Sample leaves

            Invented leaves, written by `make samples` (`swift run make-samples --output samples`), byte for byte the same each time.
            Each folder holds a leaf file, what its stack left behind in the formats of AWS, and `truth.json`: what really happened.


            """
        for sample in samples {
            text += "- [`\(sample.name)/`](\(sample.name)/): \(sample.story)\n"
        }
        return text
    }
}
