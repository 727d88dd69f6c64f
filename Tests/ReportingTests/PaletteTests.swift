import Foundation
import Testing

/// The colours of the classes stay apart for readers who see fewer of them, and stand out from the paper.
@Suite struct PaletteTests {
    private static let classes = [
        "boot", "used", "idleWait", "leftUp", "falseWake", "crashLoop", "unknown",
    ]

    /// Full protanopia, deuteranopia and tritanopia on linear RGB, after Machado, Oliveira and Fernandes (2009).
    private static let visions: [(name: String, matrix: [[Double]])] = [
        ("all cones", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        (
            "protanopia",
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        ),
        (
            "deuteranopia",
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.01182, 0.04294, 0.968881],
            ]
        ),
        (
            "tritanopia",
            [
                [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.3039],
            ]
        ),
    ]

    /// Linear RGB of every colour, by name, for one part of the style sheet.
    private static func palettes() throws -> [String: [String: [Double]]] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Reporting/HTML/Assets/report.css")
        let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "@media")
        var palettes: [String: [String: [Double]]] = [:]
        for (name, part) in zip(["light", "dark", "print"], parts) {
            for match in part.matches(of: #/--([A-Za-z]+): #([0-9a-f]{6})/#) {
                let value = UInt32(match.2, radix: 16) ?? 0
                palettes[name, default: [:]][String(match.1)] = [16, 8, 0].map { shift in
                    let channel = Double((value >> UInt32(shift)) & 255) / 255
                    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
                }
            }
        }
        return palettes
    }

    /// CIE L*a*b* under D65.
    private static func lab(_ rgb: [Double]) -> [Double] {
        func f(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116 }
        let x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047)
        let y = f(luminance(rgb))
        let z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883)
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
    }

    private static func luminance(_ rgb: [Double]) -> Double {
        0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
    }

    @Test(arguments: ["light", "dark", "print"])
    func classesStayApart(palette name: String) throws {
        let palette = try #require(try Self.palettes()[name])
        for vision in Self.visions {
            let seen = try Self.classes.map { kind in
                let rgb = try #require(palette[kind])
                return Self.lab(
                    vision.matrix.map { row in min(1, max(0, zip(row, rgb).map(*).reduce(0, +))) })
            }
            for left in seen.indices {
                for right in seen.indices where right > left {
                    let squares = zip(seen[left], seen[right]).map { ($0 - $1) * ($0 - $1) }
                    let difference = squares.reduce(0, +).squareRoot()
                    // Ten is seen at a glance, two to three is the least that can be seen side by side.
                    #expect(
                        difference > 18,
                        "\(Self.classes[left]) and \(Self.classes[right]) with \(vision.name): \(difference)")
                }
            }
        }
    }

    @Test(arguments: ["light", "dark", "print"])
    func classesStandOutFromThePaper(palette name: String) throws {
        let palette = try #require(try Self.palettes()[name])
        let paper = Self.luminance(try #require(palette["paper"]))
        for kind in Self.classes + ["stop", "alarm", "traffic"] {
            let ink = Self.luminance(try #require(palette[kind]))
            let contrast = (max(paper, ink) + 0.05) / (min(paper, ink) + 0.05)
            // WCAG 1.4.11 asks 3 of what must be seen; minutes of which nothing is known stay in the background.
            #expect(contrast >= (kind == "unknown" ? 1.6 : 3), "\(kind): \(contrast)")
        }
    }
}
