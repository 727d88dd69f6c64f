import LeafStack
import Testing

/// Every row was read with PyYAML 6.0.3's `safe_load`.
@Test(
    arguments: [
        ("0700", .integer(448)), ("0900", .string("0900")), ("1:30", .integer(90)),
        ("1_175", .integer(1175)), ("0x10", .integer(16)), ("1e3", .string("1e3")),
        ("yes", .boolean(true)), ("on", .boolean(true)), ("TRUE", .boolean(true)), ("off", .boolean(false)),
        ("~", .null), ("", .null), ("NULL", .null), ("0b11", .integer(3)), ("+5", .integer(5)),
        ("-5", .integer(-5)), ("0", .integer(0)), ("00", .integer(0)), ("0_7", .integer(7)),
        ("1_", .integer(1)), ("0x_", .unreadableInteger("0x_")), ("190:20:30", .integer(685_230)),
        ("1:60", .string("1:60")), (".5", .float(".5")), ("1.", .float("1.")), ("1.5e+3", .float("1.5e+3")),
        ("1.5e3", .string("1.5e3")), ("Y", .string("Y")), ("y", .string("y")), ("0o7", .string("0o7")),
        ("1,000", .string("1,000")), ("0b", .string("0b")), ("-0x1F", .integer(-31)),
        ("+0700", .integer(448)), ("1:30.5", .float("1:30.5")), ("-.inf", .float("-.inf")),
        (".NaN", .float(".NaN")), ("1175.5", .float("1175.5")),
        ("99999999999999999999", .unreadableInteger("99999999999999999999")),
        ("true ", .string("true ")), ("m5.large", .string("m5.large")),
    ] as [(String, ScalarReading)])
func plainScalarsMeanWhatTheyMeanToTheApp(text: String, reading: ScalarReading) {
    #expect(ScalarReading(plain: text) == reading)
}
