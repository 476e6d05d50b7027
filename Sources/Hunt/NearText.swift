/// Texts that a careless comparison takes for another text.
enum NearText {
    /// A text near an expected one.
    static func near(_ text: String, _ dice: inout Dice) -> String {
        let scalars = Array(text.unicodeScalars)
        func changed(_ position: Int, _ change: (Unicode.Scalar) -> [Unicode.Scalar]) -> String {
            var view = String.UnicodeScalarView()
            for (index, scalar) in scalars.enumerated() {
                if index == position { view.append(contentsOf: change(scalar)) } else { view.append(scalar) }
            }
            return String(view)
        }
        let place = dice.below(max(1, scalars.count))
        func shifted(_ scalar: Unicode.Scalar, by distance: UInt32) -> [Unicode.Scalar] {
            [Unicode.Scalar(scalar.value + distance) ?? scalar]
        }
        switch dice.below(37) {
        case 0: return String(text.dropLast(1 + dice.below(3)))
        case 1: return String(text.dropFirst(1 + dice.below(3)))
        case 2: return text + dice.pick(["x", "/", ".evil.example", "0", "\u{0}", "#", "?", "/../x", "@evil.example"])
        case 3: return dice.pick(["x", "https://evil.example/", "0", "\u{0}", "/", "evil-"]) + text
        case 4: return String(text.dropFirst(scalars.count / 4).dropLast(scalars.count / 4))
        case 5: return "x" + text + "x"
        case 6: return text.uppercased()
        case 7: return text.lowercased()
        case 8: return changed(place) { Array(String($0).swappedCase.unicodeScalars) }
        case 9: return text.folded(&dice)
        case 10: return " " + text
        case 11: return text + dice.pick([" ", "\n", "\t", "\r\n", "\u{A0}", "\u{200B}"])
        case 12: return changed(place) { [$0, " "] }
        case 13: return changed(place) { $0.isASCII && $0.value > 0x20 ? shifted($0, by: 0xFEE0) : [$0] }
        case 14: return changed(place) { [$0, "\u{301}"] }
        case 15: return changed(place) { [$0, "\u{E9}"] }
        case 16: return changed(place) { shifted($0, by: 0x100) }
        case 17: return ""
        case 18: return dice.pick(["*", ".*", "%", "?"])
        case 19: return text.contains(".") ? text.replacing(".", with: "x", maxReplacements: 1) : text + "."
        case 20: return changed(place) { _ in [".", "*"] }
        case 21: return changed(place) { _ in ["."] }
        case 22: return "x\n" + text
        case 23: return text + "\nx"
        case 24: return dice.pick(["x,", "x ", "x;", "x|"]) + text
        case 25: return text + dice.pick([",x", " x", ";x", "|x"])
        case 26:
            return changed(place) { scalar in
                let digits = String(scalar.value & 0xFF, radix: 16, uppercase: true)
                return Array(("%" + String(repeating: "0", count: max(0, 2 - digits.count)) + digits).unicodeScalars)
            }
        case 27:
            let marks = dice.pick([("\"", "\""), ("'", "'"), ("<", ">"), ("[", "]"), ("(", ")")])
            return marks.0 + text + marks.1
        case 28: return text.hasSuffix("/") ? String(text.dropLast()) : text + "/"
        case 29: return text.replacing("https://", with: "http://")
        case 30: return text.replacing(".example", with: ".example:443")
        case 31: return text.replacing(".example", with: ".example.")
        case 32: return text + "#fragment"
        case 33: return String(text.reversed())
        case 34: return Double(text).map { _ in dice.pick([text + ".0", "+" + text, "0" + text]) } ?? "x" + text
        case 35: return String(text.prefix(8)) + String(repeating: "x", count: max(1, scalars.count - 8))
        default: return String(repeating: "x", count: max(1, scalars.count - 8)) + String(text.suffix(8))
        }
    }
}

extension String {
    fileprivate var swappedCase: String { self == uppercased() ? lowercased() : uppercased() }

    /// A letter for one that folds to the same: ſ for s, the Kelvin sign for k, a combining accent taken apart.
    fileprivate func folded(_ dice: inout Dice) -> String {
        let pairs: [(String, String)] = [
            ("s", "\u{17F}"), ("S", "\u{17F}"), ("k", "\u{212A}"), ("K", "\u{212A}"), ("\u{E9}", "e\u{301}"),
            ("o", "\u{43E}"), ("a", "\u{430}"), ("e", "\u{435}"), ("i", "\u{131}"), ("ss", "\u{DF}"),
        ]
        let fitting = pairs.filter { contains($0.0) }
        guard !fitting.isEmpty else { return self + "\u{301}" }
        let pair = dice.pick(fitting)
        return replacing(pair.0, with: pair.1, maxReplacements: 1)
    }
}
