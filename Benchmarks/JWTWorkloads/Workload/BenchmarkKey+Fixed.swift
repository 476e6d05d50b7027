import CryptoPrimitives

/// The keys of the measured tokens, by algorithm.
///
/// Made for this with `openssl genpkey`; the HMAC secrets are as long as the digest, the least that RFC 7518 section 3.2
/// allows.
extension BenchmarkKey {
    /// The key for an algorithm.
    ///
    /// - Parameter algorithm: its name in RFC 7518 and its successors.
    /// - Returns: `nil` for an algorithm that has no floor.
    package static func key(for algorithm: String) -> BenchmarkKey? {
        guard let row = AlgorithmRow.named(algorithm) else { return nil }
        return switch row.usualKey {
        case .secret: row.minimumKeyBits.map { secret(octetCount: $0 / 8) }
        case .rsa: rsa2048
        case .ec(.p256): p256
        case .ec(.p384): p384
        case .ec(.p521): p521
        case .ec(.secp256k1): secp256k1
        case .okp(.ed25519): ed25519
        case .okp(.ed448): ed448
        case .okp(.x25519), .okp(.x448): nil
        }
    }

    /// Every key that an algorithm is measured with, the usual one first.
    ///
    /// The length of an RSA key matters alike to all of its algorithms, so the longer ones are measured with one of each
    /// kind of padding.
    ///
    /// - Parameter algorithm: its name in RFC 7518 and its successors.
    /// - Returns: none for an algorithm that has no floor.
    package static func keys(for algorithm: String) -> [BenchmarkKey] {
        guard let key = key(for: algorithm) else { return [] }
        return ["RS256", "PS256"].contains(algorithm) ? [key, rsa3072, rsa4096] : [key]
    }

    private static func secret(octetCount: Int) -> BenchmarkKey {
        let octets = (0..<octetCount).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 43) }
        return BenchmarkKey(title: "\(octetCount * 8) bits", material: .secret(octets))
    }

    private static let rsa2048 = BenchmarkKey(
        title: "RSA 2048",
        material: .pem(
            """
            -----BEGIN PRIVATE KEY-----
            MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCpJEVfftoXtdrm
            zu5P6Rp+GIAYHLMvRzehyh6PNpX/YlR8M804K6N5U4YtDdihuJTA3yOqZem2QfmR
            gvMXUAGIWhNg6h6kw6Xzo/bpbSrxcfxvuef7F0eC7tRmQVYnu9zW1h0P717GLinf
            E7vPlFZ/YBjAuxOmO90qJ2WpMNvuuXiY9Sx+F7UrwHmv+mE2u1XOzJop0ECLZz5A
            G/nQk4tZr+D/BlWhjgdvH33K0JLn4qYtZrJtvd+N07qZzZkJ2FC74GOXjVDA1Rkj
            fckxzfUG+9P+nwtGbYJ7MkrsTL6mkYgOPwcpskdir/MBWQwIj4uqihVSig78tU4V
            MuY8F6ixAgMBAAECggEAFbEuKHonVEUhZtqBG8SEfkl8HBuKK3URwHEgjDNu90rQ
            FQG7vwlxtLyuh5awAsWeZkH33AGoAJTjgfLuZD4BhFAxDgvYlD73SJDtuLAkgsSg
            oF+STdSFelhQ6zBT8VKZlv/syD9lwzrmadKpEo0urrVPV2Bmu7oPujlFQ3adrjbr
            wdBGu1bCYyGbo31OSivMPfbWzXf0C3FcYcBTbnxPLy4mUe5YgA4sUz42hpIdRfjW
            JnYOizAYCDVSpjR1kXkOaga+V2K+ROeKUmjqgt9b47TfW+SDRQcNgnooQZV+rayf
            VcSfDlSmz6XFrba4BFNEqJaV3OMnJ5NOwH3g/RvlBQKBgQDY8jPApxJ+fF2DOMU+
            ETuaam/aS2TCNFy3gyMydGS1ZK5SE6emI5V2M8zHgUWfr1ifzvDCYXoFyOi1oO3d
            zDnDGtoY1kppD+oDQQ6k1HKgj0i9NO+SpdWjimA/Rw4Rta8G8RTe7ZhqepyiNvRz
            B44NFiqCp15pVcRDJMa6A/VoSwKBgQDHlwnF4rtUqL8yX6pJJMPqPmi6AvJQ0tc9
            g3nS8Jzr12vPq7kC0Cghlxt32ta0Ox/vi/07dGG5K31vh2JIFLH1XdwYrY1qfR1s
            /v8epR6x+Mm/cPcK7m8pm5QaFyph6uflKCGDLxq2H9OOk0BzwJvbPMS9qTh/xUOD
            YF3+vuoNcwKBgQDAyaNB3XZq3pu/I7DsMiY0V8ekRoF4r02BatDZYmOoapsapwrB
            cje8vdWJqRA1En6ALUb4heUIxPw/g44+HuFpxy/vCGdBq/m6AJNB2OUwV4Q9V5Ba
            UnJijXJwaPVQuZKbaZuxa5SZcvJEmO9sVVdfu8X1K0ST+LqbLFBJN4FatwKBgQC0
            iBKn8ni9j9E5cDyn4mBvbbnunqGtp7hXBKhZu5hE3tq+wjYbrErQb0zCMajI5z3w
            wC/y6kdGZWcVTWEBj+6T4S0nCTyD2N2X7GK4xmQoWL+rsTNTqO3VtcrVeqS0YvUU
            WyNM9Ht1xv3l1Z2T1eFkAeh3ISxgrf5uQ+lhdjBgrwKBgAIA8Yi942kKwK1G9++s
            uQRk0nVfvM4Ui/bxZCb3ZDbc3SfVzF2Xvdpt6PqAWjULXQvkQwVt/n9k6U639gQU
            DFnmq4/n/vC0ISVK+isA691/qEbev5LvrJ17XoWiN4lN/mt4dCpyxnsYFOahd2A1
            R+A8dzt+hEiOyYwDvk9/u+fm
            -----END PRIVATE KEY-----
            """
        )
    )

    private static let p256 = BenchmarkKey(
        title: "P-256",
        material: .pem(
            """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWJ8XrhSnfp2Ijvvj
            4QrGJ6Tbfhd4C4DbH+hsddU6fwShRANCAAQRq5uRXLqrmY7jym4zOlorRYel90Wf
            Vg8sWFN1tktyimEyWiH4WKT3wuyldF4/kav+2t+NzXsQ6JRXuGW6rAtD
            -----END PRIVATE KEY-----
            """
        )
    )

    private static let p384 = BenchmarkKey(
        title: "P-384",
        material: .pem(
            """
            -----BEGIN PRIVATE KEY-----
            MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDC0Mn+1iQUsTH3xVQb/
            t05ugvtO0B3txsMaLArdSlUDaTmMiYwSNgdcK17+uhADptyhZANiAAQ4CwzUL6Uo
            TpDD2x4EuqqN1a7XzF8vB6vzdfl9CRtCI0T4XaFM5BjrAByesTA4PeZKp7BBjjWh
            8LCDpaZ2TEHVXoyBHzPIg8rCSE8R4k9FESfXIO+qOb0xDTm56eJtE6s=
            -----END PRIVATE KEY-----
            """
        )
    )

    private static let p521 = BenchmarkKey(
        title: "P-521",
        material: .pem(
            """
            -----BEGIN PRIVATE KEY-----
            MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIBkXnpf2UcQthFxKPq
            aaND39gqqTgCI9EJaqw48tvjyD6WztEPqtP7EDkCE8ZTHC9KHLBadaaq4CGtxAOV
            7EhOOyuhgYkDgYYABAEtB48y3wk8xihZiKPapMCdia/R22/CcWOm0/NvENVn9nSS
            axGI3uqyKEo9Ch0+T0QRJk3abc7AcveNJp0XblGPbAED0JEj+iUxoN2gP2CAtA9L
            zI7Fi87On/rpRoneh72f+YZpvUARQ15zoYSwaVcD1uxZFVbBf1hxC2KmLb1v1dfm
            kA==
            -----END PRIVATE KEY-----
            """
        )
    )

    private static let secp256k1 = BenchmarkKey(
        title: "secp256k1",
        material: .pem(
            """
            -----BEGIN PRIVATE KEY-----
            MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgVy3VbB41RJRf8R7VUN91
            3fx4GdQuJDzw9o6UrkFhSKShRANCAATM8TIQVu4qLSvLET6U26YTj2jOJTtRIQEv
            ZKOAGqFbMRUXRLLe/k29THVA1mYctuJWyJf2W/0qoya4Q4Y+9hNo
            -----END PRIVATE KEY-----
            """
        )
    )

    private static let ed25519 = BenchmarkKey(
        title: "Ed25519",
        material: .pem(
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIEXkhZFij8mq6jCUw+TXzG17GnagvbdrfJYSSvy/LUD6
            -----END PRIVATE KEY-----
            """
        )
    )

    private static let ed448 = BenchmarkKey(
        title: "Ed448",
        material: .pem(
            """
            -----BEGIN PRIVATE KEY-----
            MEcCAQAwBQYDK2VxBDsEOda8xnr1R6LoTTpWtMJMPXSOrEVpEOA8tfbBnJKleD2L
            HuXkXMxQSBDLknOfqGsOCZXOyYFD/NqDMg==
            -----END PRIVATE KEY-----
            """
        )
    )
}
