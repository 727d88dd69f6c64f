/// Names of tables, columns and facts, which results write small, as they stand alone: with a capital.
enum Heading {
    static func text(_ name: String) -> String {
        // A word like vCPU is spelled as it is.
        if let second = name.dropFirst().first, second.isUppercase { return name }
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
