/// An infracost usage file with the measured hours of a month.
public enum UsageFile {
    /// The file's text.
    ///
    /// - Parameters:
    ///   - resource: address of the resource, for example `aws_instance.leaf`.
    ///   - monthlyHours: hours up in a month of 730 hours.
    public static func text(resource: String, monthlyHours: Double) -> String {
        let hours = (min(max(monthlyHours.isFinite ? monthlyHours : 0, 0), 744) * 10).rounded() / 10
        let name = resource.filter { $0.isLetter || $0.isNumber || "._-[]\"".contains($0) }
        return """
            version: 0.1
            resource_usage:
              \(name):
                monthly_hrs: \(hours)

            """
    }
}
