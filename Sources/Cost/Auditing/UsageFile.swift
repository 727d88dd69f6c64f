/// An infracost usage file with the measured hours of a month.
public enum UsageFile {
    /// The file's text.
    ///
    /// An Auto Scaling group counts its desired instances, which is none for a leaf at rest; so it is told to count one.
    ///
    /// - Parameters:
    ///   - resource: address of the resource, for example `aws_instance.leaf`.
    ///   - monthlyHours: hours up in a month of 730 hours.
    ///   - note: what a reader should know, one line.
    public static func text(resource: String, monthlyHours: Double, note: String? = nil) -> String {
        let hours = (min(max(monthlyHours.isFinite ? monthlyHours : 0, 0), 744) * 10).rounded() / 10
        let name = resource.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._-[]\"".contains($0)) }
        let isGroup = name.split(separator: ".").contains("aws_autoscaling_group")
        let comment = note.map { "# \($0.filter { !$0.isNewline })\n" } ?? ""
        return comment + """
            version: 0.1
            resource_usage:
              \(name):
            \(isGroup ? "    instances: 1\n" : "")    monthly_hrs: \(hours)

            """
    }
}
