/// Numbers as people read them, the same in every locale.
public enum NumberText {
    /// A whole number with commas: `12,345`.
    public static func integer(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return (value < 0 ? "-" : "") + result
    }

    /// A number with commas and a fixed number of decimals (0 to 9), rounded half away from zero; `–` when not finite.
    public static func decimal(_ value: Double, digits: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "–" }
        let places = min(max(digits, 0), 9)
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        guard (value * scale).magnitude < 9e18 else { return integer(Int(value)) }
        let scaled = Int((value * scale).rounded(.toNearestOrAwayFromZero))
        let whole = integer(Int(scaled.magnitude) / Int(scale))
        let sign = scaled < 0 ? "-" : ""
        guard places > 0 else { return sign + whole }
        let fraction = String(Int(scaled.magnitude) % Int(scale))
        return sign + whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
    }

    /// Dollars and cents: `$1,234.50`, `-$0.07`.
    public static func dollars(_ value: Double) -> String {
        let text = decimal(value, digits: 2)
        return text.hasPrefix("-") ? "-$" + text.dropFirst() : "$" + text
    }

    /// A share as a percentage: `12.5 %`.
    public static func percent(_ share: Double, digits: Int = 1) -> String {
        decimal(share * 100, digits: digits) + " %"
    }

    /// Minutes as hours and minutes: `7 min`, `2 h 05 min`, `312 h`.
    public static func duration(minutes: Int) -> String {
        let total = Int(minutes.magnitude)
        let sign = minutes < 0 ? "-" : ""
        if total < 60 { return "\(sign)\(total) min" }
        let rest = total % 60
        if rest == 0 || total >= 6000 { return "\(sign)\(integer(total / 60)) h" }
        return "\(sign)\(total / 60) h \(rest < 10 ? "0" : "")\(rest) min"
    }
}

extension NumberText {
    /// A number for machines: no commas, trailing zeros dropped.
    static func plain(_ value: Double, digits: Int) -> String {
        var text = decimal(value, digits: digits).filter { $0 != "," }
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text
    }
}
