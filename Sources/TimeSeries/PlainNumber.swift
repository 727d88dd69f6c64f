extension Double {
    /// As short as reads back to the same double, a whole number without `.0`.
    package var plainText: String {
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// ``plainText`` for reading: of a long fraction three places.
    package var briefText: String {
        (magnitude < 1e12 ? (self * 1000).rounded() / 1000 : self).plainText
    }
}
