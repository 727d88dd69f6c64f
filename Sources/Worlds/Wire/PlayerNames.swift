/// The invented players.
enum PlayerNames {
    /// Name of a player as the game prints it; Valheim and Palworld allow blanks and more.
    static func name(_ player: Int, game: Game) -> String {
        let plain = [
            "Alex_77", "BirchWalker", "Zed", "mira", "Old_Tom", "Q1", "Nightjar", "pebble", "Sven9", "Wren",
        ]
        let free = [
            "Björn", "Sif the Red", "O'Hara", "霧", "Big: Ole", "Tuva/2", "moss 🌲", "Ragna", "Eir", "Jo",
        ]
        let list = game == .valheim || game == .palworld ? free : plain
        return list[player % list.count]
    }

    /// 17 digits.
    static func steamID(_ player: Int) -> String { String(76_561_198_000_000_000 + 7_919 * (player + 1)) }

    /// The resolver that a player's provider runs, in an address range for documentation.
    static func resolver(_ player: Int) -> String {
        player % 5 == 4 ? "2001:db8:53::\(player + 1)" : "192.0.2.\(10 + player * 3)"
    }

    /// The edge location that answers the player.
    static func edge(_ player: Int) -> String { ["DFW3", "SEA19", "IAD79-C1", "LHR62", "FRA56"][player % 5] }
}
