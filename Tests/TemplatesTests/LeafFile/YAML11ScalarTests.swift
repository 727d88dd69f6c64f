import Testing

@testable import Templates

@Suite struct YAML11ScalarTests {
    /// How PyYAML's safe loader reads these plain scalars.
    @Test(arguments: [
        ("1175", YAML11Scalar.integer(1_175)), ("0", .integer(0)), ("-5", .integer(-5)), ("+5", .integer(5)),
        ("0700", .integer(448)), ("0900", .text), ("1:30", .integer(90)), ("1_175", .integer(1_175)),
        ("0x10", .integer(16)), ("0b101", .integer(5)), ("-0x1F", .integer(-31)), ("0_", .integer(0)),
        ("1e3", .text), ("1175.5", .float), ("7.", .float), (".5", .float), ("-.inf", .float),
        (".nan", .float),
        ("yes", .boolean(true)), ("on", .boolean(true)), ("TRUE", .boolean(true)), ("Off", .boolean(false)),
        ("yEs", .text), ("y", .text), ("", .null), ("~", .null), ("null", .null), ("Null", .null),
        ("1:60", .text), ("0:30", .text), ("1:2:3", .integer(3_723)), ("-1:30", .integer(-90)),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .hugeInteger), ("1175abc", .text), ("0o17", .text), ("٣", .text),
    ])
    func reads(_ text: String, as value: YAML11Scalar) {
        #expect(YAML11Scalar(plain: text) == value)
    }
}
