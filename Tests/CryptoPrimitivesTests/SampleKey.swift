/// Keys that the openssl command line made, in each form that it writes.
struct SampleKey: Sendable, CustomStringConvertible {
    let description: String
    let pkcs8: String
    /// PKCS #1 or SEC 1; octet keys have no such form.
    let traditional: String?
    let subjectPublicKeyInfo: String
    let certificate: String

    static let all = [rsa, p256, p384, p521, secp256k1, ed25519, ed448]

    static let rsa = SampleKey(
        description: "rsa",
        pkcs8: """
            -----BEGIN PRIVATE KEY-----
            MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCoGqfbdzUsecqi
            5YpJlV9pM9S9k2AW8gRk1mNwndubnNg/nF4D/VcNlmt6oPc2R3xxGg1vN0/32RKt
            WRefSqyzie2fmx8hz0Fe4tUzhsmy5Jb9NUBQIjeUtVlbSBltRSsZKmNxZ0C7zp8J
            +vTwcMb7C7obipLCdYiwPhG/b4GptUaL78bVuANHfQPS6aOmw86Z/UsUx4FW4Lfg
            KMiGaIvoGpBZFj6wRZGml07XOw9KITryvSzoeaEov8Pm2YSOOLnGYmn5U7PZMhSj
            kpDlqFgwIZ6/WlWsWpCTAIzp3gzCMhVVr7yOlGFudbFiuETSvp+hlzrwMcDAfDkH
            Xi/ZJnO/AgMBAAECggEADJ3TiKPYbc9w50DrBr1wkmi9csJOLUAEwbywFz0BxRrE
            cCHAPJ8VmtjLQEI3IO/EkIiFXETTz6TkbfYzJlVobiElSxv3/jBGlmSCiSzN6TXs
            JHI2sszz9vPqvPBwWBnKM51RfAAP2l3rjx2H/J5k5g/p698+nIb4YfcxRc43S7vx
            IwCpAc2zre3yCjN6hthYjhaguW5+Lh6vSRWBGA9fxpsj6neiZAOm4/u8z6hrHUT1
            sA1yhpJhITSytC4MNTbyZbMu5gOOuJen71ew7/vNsiWvuAu1VLBdljY3hpQxNDU3
            wx+0eJ5QncowMLYfC5TdVilkzTPrLQICAkYj6flsgQKBgQDskkjNJpkh1ESeM+NW
            wFMMHOFoMRdKDVmfZB48o//OVmCVnISCpaMMbg/cMUdnf8j0Wz9ubggvQd6NfLZo
            vFWJwoGXCjpA/UNe4PkohsAL5aaRd1lM4cfPFN3N7wlV1z0gO4pZqlmyJJFncZ5X
            0jVcUqvxi847wgrcQi+ZzP88DwKBgQC16OdftL1NhJ+W9CnLAncs4lSBYrkMpYBK
            h93hk2mmtFeDx0eTUx3BIMw/MDFpdG3pes50o/bE66RtQsAzLNbsvLwm6N1iIIKi
            PiSH9m26QCxCoCqH1XMP+9I56D9i/3D3/7vtHEtqBsd0vyetw3kLxe3WwSIPUgC3
            G8egzD1dUQKBgCUFf38bWzuADHz1gc5Bqr1qh5vWkt5z2GKpOFIlGBMiUVsYc2Q+
            p5V6Y+EBlTsNNFWJMhQGBCHhHQLnUWRylLBKUB1i7FrfR3vBmTxOWh+CgN6i3sa5
            TpuJmGxxy/QzCs3Qg4YksoS+VELr9OupadBY36+dQVj4tNpjQS/AdPDhAoGAEsCj
            uXYEXc1iNkmNVWQ3rOTYGU54DRmyk/xVnz93ELxemTMd6c4TrykWZR0uutRJ0Fvc
            lKGiesJf/PN4pM3mihkavFgdGlSHovoNAgchYKXk6ilguQgECI3JKjcK8cWre6Vd
            ViAolhGE1kAucvdHrzMERbM7M6EcecPfXHAxk0ECgYBwJMgDmwdyWOlnaVucXLGH
            kl0/Ljf0CHvYbB+YKEqOf8fH1L4RiZeNCAlDfNPUojFZWsvIm47jHUIZX4CA27N8
            9dudj+vmJp7X6eKvq5ambmvw/nCrXf9MuRKC8PohVMEdPkTQxVk1FZ2kby6t6xIW
            JsCL4gq+ocpF/TAC4jfq5w==
            -----END PRIVATE KEY-----
            """,
        traditional: """
            -----BEGIN RSA PRIVATE KEY-----
            MIIEogIBAAKCAQEAqBqn23c1LHnKouWKSZVfaTPUvZNgFvIEZNZjcJ3bm5zYP5xe
            A/1XDZZreqD3Nkd8cRoNbzdP99kSrVkXn0qss4ntn5sfIc9BXuLVM4bJsuSW/TVA
            UCI3lLVZW0gZbUUrGSpjcWdAu86fCfr08HDG+wu6G4qSwnWIsD4Rv2+BqbVGi+/G
            1bgDR30D0umjpsPOmf1LFMeBVuC34CjIhmiL6BqQWRY+sEWRppdO1zsPSiE68r0s
            6HmhKL/D5tmEjji5xmJp+VOz2TIUo5KQ5ahYMCGev1pVrFqQkwCM6d4MwjIVVa+8
            jpRhbnWxYrhE0r6foZc68DHAwHw5B14v2SZzvwIDAQABAoIBAAyd04ij2G3PcOdA
            6wa9cJJovXLCTi1ABMG8sBc9AcUaxHAhwDyfFZrYy0BCNyDvxJCIhVxE08+k5G32
            MyZVaG4hJUsb9/4wRpZkgokszek17CRyNrLM8/bz6rzwcFgZyjOdUXwAD9pd648d
            h/yeZOYP6evfPpyG+GH3MUXON0u78SMAqQHNs63t8gozeobYWI4WoLlufi4er0kV
            gRgPX8abI+p3omQDpuP7vM+oax1E9bANcoaSYSE0srQuDDU28mWzLuYDjriXp+9X
            sO/7zbIlr7gLtVSwXZY2N4aUMTQ1N8MftHieUJ3KMDC2HwuU3VYpZM0z6y0CAgJG
            I+n5bIECgYEA7JJIzSaZIdREnjPjVsBTDBzhaDEXSg1Zn2QePKP/zlZglZyEgqWj
            DG4P3DFHZ3/I9Fs/bm4IL0HejXy2aLxVicKBlwo6QP1DXuD5KIbAC+WmkXdZTOHH
            zxTdze8JVdc9IDuKWapZsiSRZ3GeV9I1XFKr8YvOO8IK3EIvmcz/PA8CgYEAtejn
            X7S9TYSflvQpywJ3LOJUgWK5DKWASofd4ZNpprRXg8dHk1MdwSDMPzAxaXRt6XrO
            dKP2xOukbULAMyzW7Ly8JujdYiCCoj4kh/ZtukAsQqAqh9VzD/vSOeg/Yv9w9/+7
            7RxLagbHdL8nrcN5C8Xt1sEiD1IAtxvHoMw9XVECgYAlBX9/G1s7gAx89YHOQaq9
            aoeb1pLec9hiqThSJRgTIlFbGHNkPqeVemPhAZU7DTRViTIUBgQh4R0C51FkcpSw
            SlAdYuxa30d7wZk8TlofgoDeot7GuU6biZhsccv0MwrN0IOGJLKEvlRC6/TrqWnQ
            WN+vnUFY+LTaY0EvwHTw4QKBgBLAo7l2BF3NYjZJjVVkN6zk2BlOeA0ZspP8VZ8/
            dxC8XpkzHenOE68pFmUdLrrUSdBb3JShonrCX/zzeKTN5ooZGrxYHRpUh6L6DQIH
            IWCl5OopYLkIBAiNySo3CvHFq3ulXVYgKJYRhNZALnL3R68zBEWzOzOhHHnD31xw
            MZNBAoGAcCTIA5sHcljpZ2lbnFyxh5JdPy439Ah72GwfmChKjn/Hx9S+EYmXjQgJ
            Q3zT1KIxWVrLyJuO4x1CGV+AgNuzfPXbnY/r5iae1+nir6uWpm5r8P5wq13/TLkS
            gvD6IVTBHT5E0MVZNRWdpG8uresSFibAi+IKvqHKRf0wAuI36uc=
            -----END RSA PRIVATE KEY-----
            """,
        subjectPublicKeyInfo: """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqBqn23c1LHnKouWKSZVf
            aTPUvZNgFvIEZNZjcJ3bm5zYP5xeA/1XDZZreqD3Nkd8cRoNbzdP99kSrVkXn0qs
            s4ntn5sfIc9BXuLVM4bJsuSW/TVAUCI3lLVZW0gZbUUrGSpjcWdAu86fCfr08HDG
            +wu6G4qSwnWIsD4Rv2+BqbVGi+/G1bgDR30D0umjpsPOmf1LFMeBVuC34CjIhmiL
            6BqQWRY+sEWRppdO1zsPSiE68r0s6HmhKL/D5tmEjji5xmJp+VOz2TIUo5KQ5ahY
            MCGev1pVrFqQkwCM6d4MwjIVVa+8jpRhbnWxYrhE0r6foZc68DHAwHw5B14v2SZz
            vwIDAQAB
            -----END PUBLIC KEY-----
            """,
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIDFTCCAf2gAwIBAgIUZwfqJS938LDDGCBscw5DdsRZmkEwDQYJKoZIhvcNAQEL
            BQAwGTEXMBUGA1UEAwwOand0LWFzc2F5IHRlc3QwIBcNMjYxMTIxMDI0NTA1WhgP
            MjEyNjEwMjgwMjQ1MDVaMBkxFzAVBgNVBAMMDmp3dC1hc3NheSB0ZXN0MIIBIjAN
            BgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqBqn23c1LHnKouWKSZVfaTPUvZNg
            FvIEZNZjcJ3bm5zYP5xeA/1XDZZreqD3Nkd8cRoNbzdP99kSrVkXn0qss4ntn5sf
            Ic9BXuLVM4bJsuSW/TVAUCI3lLVZW0gZbUUrGSpjcWdAu86fCfr08HDG+wu6G4qS
            wnWIsD4Rv2+BqbVGi+/G1bgDR30D0umjpsPOmf1LFMeBVuC34CjIhmiL6BqQWRY+
            sEWRppdO1zsPSiE68r0s6HmhKL/D5tmEjji5xmJp+VOz2TIUo5KQ5ahYMCGev1pV
            rFqQkwCM6d4MwjIVVa+8jpRhbnWxYrhE0r6foZc68DHAwHw5B14v2SZzvwIDAQAB
            o1MwUTAdBgNVHQ4EFgQUT99R+20uXaXZV63/QvTaouiQaDMwHwYDVR0jBBgwFoAU
            T99R+20uXaXZV63/QvTaouiQaDMwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0B
            AQsFAAOCAQEAHk2WbaT+HNirqPlzuJ8XIqcdY+x9LOHsG2/ewVitiOKvCVeBdBXH
            p+qp4aEemSsJW2RkW7mixSY1Jasr8fxfzKJ+xqsT9m07T69/OQUqBQVcFyXGjLxb
            +lKiChxIaaPapjkX83HvcJaMHEzipZlT4r63quE/92DI5y3LqHx0V/aRB0zJ8Qoz
            kNONr921O+wgrPCZLKfy4jkWudxH3XgtoiwM4Nx2qBdJBkWr1yRLJ4B6OxKanGK7
            wcS3u8QLmDdNRORgtRXK6F8gT9syx6pZcAmcrLQV4+vWl0SeZL2jZqzjezWB+Ol2
            tYnFqdsIRczGY+wJZhbGYfcBZ2nP23jODA==
            -----END CERTIFICATE-----
            """
    )

    static let p256 = SampleKey(
        description: "p256",
        pkcs8: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgojl/zd2i/LDwkIhY
            bDKKDoDcc3C8W5kFUOnaMkF+TXqhRANCAARguJ8sMGTMisE1U9xj96gwiN98MBs7
            nneDfLBZ07w2Xy8iEUeVz5ULN7tEqt3RIBtfOf3yUFIY9QfMCH7vDoz7
            -----END PRIVATE KEY-----
            """,
        traditional: """
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIKI5f83dovyw8JCIWGwyig6A3HNwvFuZBVDp2jJBfk16oAoGCCqGSM49
            AwEHoUQDQgAEYLifLDBkzIrBNVPcY/eoMIjffDAbO553g3ywWdO8Nl8vIhFHlc+V
            Cze7RKrd0SAbXzn98lBSGPUHzAh+7w6M+w==
            -----END EC PRIVATE KEY-----
            """,
        subjectPublicKeyInfo: """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYLifLDBkzIrBNVPcY/eoMIjffDAb
            O553g3ywWdO8Nl8vIhFHlc+VCze7RKrd0SAbXzn98lBSGPUHzAh+7w6M+w==
            -----END PUBLIC KEY-----
            """,
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBiTCCAS+gAwIBAgIUa0SAn5/OOH6lHDnx327WjLpxN/wwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOand0LWFzc2F5IHRlc3QwIBcNMjYxMTIxMDI0NTA1WhgPMjEy
            NjEwMjgwMjQ1MDVaMBkxFzAVBgNVBAMMDmp3dC1hc3NheSB0ZXN0MFkwEwYHKoZI
            zj0CAQYIKoZIzj0DAQcDQgAEYLifLDBkzIrBNVPcY/eoMIjffDAbO553g3ywWdO8
            Nl8vIhFHlc+VCze7RKrd0SAbXzn98lBSGPUHzAh+7w6M+6NTMFEwHQYDVR0OBBYE
            FOeKEDqLqev0VXFz016+flxHVUM+MB8GA1UdIwQYMBaAFOeKEDqLqev0VXFz016+
            flxHVUM+MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAKF3Uzvw
            nGemAWjmYeeOxCG10Je2rhuX7BR0sMTlXYLtAiB6pEa+wzANoro3H8D2rxZmEGqp
            JrdaZURXbc/xYQoH5g==
            -----END CERTIFICATE-----
            """
    )

    static let p384 = SampleKey(
        description: "p384",
        pkcs8: """
            -----BEGIN PRIVATE KEY-----
            MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDD+VT817qQ0igQnD4Xb
            0qHN1rPwAnHiJWgkIMdvIPe2OCehNcxgmQSIZm9ho5d0+BqhZANiAAR8U64CIRQ7
            DgGlMT/rdG2LBwje3VZBBReI1aYabjMgA3pPQ+HJMFf0qtcuaxzV3tSZcPCXRfkJ
            NawcQs2avHomNyAq2ZRfv7FgXmwO4OTPXXOTwsSqURDq5RvC2gwWQWA=
            -----END PRIVATE KEY-----
            """,
        traditional: """
            -----BEGIN EC PRIVATE KEY-----
            MIGkAgEBBDD+VT817qQ0igQnD4Xb0qHN1rPwAnHiJWgkIMdvIPe2OCehNcxgmQSI
            Zm9ho5d0+BqgBwYFK4EEACKhZANiAAR8U64CIRQ7DgGlMT/rdG2LBwje3VZBBReI
            1aYabjMgA3pPQ+HJMFf0qtcuaxzV3tSZcPCXRfkJNawcQs2avHomNyAq2ZRfv7Fg
            XmwO4OTPXXOTwsSqURDq5RvC2gwWQWA=
            -----END EC PRIVATE KEY-----
            """,
        subjectPublicKeyInfo: """
            -----BEGIN PUBLIC KEY-----
            MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEfFOuAiEUOw4BpTE/63RtiwcI3t1WQQUX
            iNWmGm4zIAN6T0PhyTBX9KrXLmsc1d7UmXDwl0X5CTWsHELNmrx6JjcgKtmUX7+x
            YF5sDuDkz11zk8LEqlEQ6uUbwtoMFkFg
            -----END PUBLIC KEY-----
            """,
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBxjCCAUygAwIBAgIUdF322s09ZgaL+F1oBHWdk4OD6sUwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOand0LWFzc2F5IHRlc3QwIBcNMjYxMTIxMDI0NTA1WhgPMjEy
            NjEwMjgwMjQ1MDVaMBkxFzAVBgNVBAMMDmp3dC1hc3NheSB0ZXN0MHYwEAYHKoZI
            zj0CAQYFK4EEACIDYgAEfFOuAiEUOw4BpTE/63RtiwcI3t1WQQUXiNWmGm4zIAN6
            T0PhyTBX9KrXLmsc1d7UmXDwl0X5CTWsHELNmrx6JjcgKtmUX7+xYF5sDuDkz11z
            k8LEqlEQ6uUbwtoMFkFgo1MwUTAdBgNVHQ4EFgQUegsRr9DUkD4Yuo/q4tOlRLQ9
            rwAwHwYDVR0jBBgwFoAUegsRr9DUkD4Yuo/q4tOlRLQ9rwAwDwYDVR0TAQH/BAUw
            AwEB/zAKBggqhkjOPQQDAgNoADBlAjEAgpvEV8nSMISwlWXOgMGoWqUkvQecKGKK
            Wht7U9q9bORXghDKJF1RYwRjuNaJmOX9AjAXQ709D4xqOuKTbnotMD9rYUNWuAhg
            k4QcRXbm8d5PxFQPK8VEMvBkZzb5hfIZzSM=
            -----END CERTIFICATE-----
            """
    )

    static let p521 = SampleKey(
        description: "p521",
        pkcs8: """
            -----BEGIN PRIVATE KEY-----
            MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIBqGKnpZqw29vdL9vd
            aLFm20gHBX9YprBXQ7TWgjsC8t2ZfMtJd2RKfbAtgOWKWNb71+v/skLgRgho4kj1
            6ZCax0ahgYkDgYYABAGzlhQWIwofGf2CD7N3zYeuLjoPSddcCVw9Vt6cKsktvTeO
            jcjZcO/H6OFN9zrko2UiLZ5+r9oEo3ShxEaKXlci0wCVaKJ40wKvpnxNFwvE5MeW
            vX0zps7ui23zgakNqfKruorvyUSD48Nx0a3iMghrSf5nRDCzpN8YjL8Sntix/R6p
            eg==
            -----END PRIVATE KEY-----
            """,
        traditional: """
            -----BEGIN EC PRIVATE KEY-----
            MIHcAgEBBEIBqGKnpZqw29vdL9vdaLFm20gHBX9YprBXQ7TWgjsC8t2ZfMtJd2RK
            fbAtgOWKWNb71+v/skLgRgho4kj16ZCax0agBwYFK4EEACOhgYkDgYYABAGzlhQW
            IwofGf2CD7N3zYeuLjoPSddcCVw9Vt6cKsktvTeOjcjZcO/H6OFN9zrko2UiLZ5+
            r9oEo3ShxEaKXlci0wCVaKJ40wKvpnxNFwvE5MeWvX0zps7ui23zgakNqfKruorv
            yUSD48Nx0a3iMghrSf5nRDCzpN8YjL8Sntix/R6peg==
            -----END EC PRIVATE KEY-----
            """,
        subjectPublicKeyInfo: """
            -----BEGIN PUBLIC KEY-----
            MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQBs5YUFiMKHxn9gg+zd82Hri46D0nX
            XAlcPVbenCrJLb03jo3I2XDvx+jhTfc65KNlIi2efq/aBKN0ocRGil5XItMAlWii
            eNMCr6Z8TRcLxOTHlr19M6bO7ott84GpDanyq7qK78lEg+PDcdGt4jIIa0n+Z0Qw
            s6TfGIy/Ep7Ysf0eqXo=
            -----END PUBLIC KEY-----
            """,
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIICEDCCAXKgAwIBAgIUFN3HrV94+HZzRi8V49D37wRTq2owCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOand0LWFzc2F5IHRlc3QwIBcNMjYxMTIxMDI0NTA1WhgPMjEy
            NjEwMjgwMjQ1MDVaMBkxFzAVBgNVBAMMDmp3dC1hc3NheSB0ZXN0MIGbMBAGByqG
            SM49AgEGBSuBBAAjA4GGAAQBs5YUFiMKHxn9gg+zd82Hri46D0nXXAlcPVbenCrJ
            Lb03jo3I2XDvx+jhTfc65KNlIi2efq/aBKN0ocRGil5XItMAlWiieNMCr6Z8TRcL
            xOTHlr19M6bO7ott84GpDanyq7qK78lEg+PDcdGt4jIIa0n+Z0Qws6TfGIy/Ep7Y
            sf0eqXqjUzBRMB0GA1UdDgQWBBT2K8eHWmmWpwEFOwVoxFUBJ0TN1DAfBgNVHSME
            GDAWgBT2K8eHWmmWpwEFOwVoxFUBJ0TN1DAPBgNVHRMBAf8EBTADAQH/MAoGCCqG
            SM49BAMCA4GLADCBhwJBZamVNXvZQ3Re09EXfDfEmk9RKxZvcpoqm4nFOT4RfKm5
            vfCeHQuAwfTy2IAwkcP/ZxqbPE9MsYHo807ktU4EqgwCQgE3vtMy3cYn3xNeJndl
            1lWQoWxBuGfnY5hrs/lK9kaedH5tVWe4Vp8hp0VfgE1NJRaTM4z5chLW/df8fG9x
            YlIdUA==
            -----END CERTIFICATE-----
            """
    )

    static let secp256k1 = SampleKey(
        description: "secp256k1",
        pkcs8: """
            -----BEGIN PRIVATE KEY-----
            MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgfbJiMu1elnc2wO+Gm0ny
            c5v7zdajP+x6UvEeEawIHEyhRANCAARO4qJvx8K9wNzVXZo+Io619tF+XGUArco3
            WvsLHJvnTOHmnT/N/STQadw7ZwjXmiMKLqUEcTp+Hc0KGbHr1Bz9
            -----END PRIVATE KEY-----
            """,
        traditional: """
            -----BEGIN EC PRIVATE KEY-----
            MHQCAQEEIH2yYjLtXpZ3NsDvhptJ8nOb+83Woz/selLxHhGsCBxMoAcGBSuBBAAK
            oUQDQgAETuKib8fCvcDc1V2aPiKOtfbRflxlAK3KN1r7Cxyb50zh5p0/zf0k0Gnc
            O2cI15ojCi6lBHE6fh3NChmx69Qc/Q==
            -----END EC PRIVATE KEY-----
            """,
        subjectPublicKeyInfo: """
            -----BEGIN PUBLIC KEY-----
            MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAETuKib8fCvcDc1V2aPiKOtfbRflxlAK3K
            N1r7Cxyb50zh5p0/zf0k0GncO2cI15ojCi6lBHE6fh3NChmx69Qc/Q==
            -----END PUBLIC KEY-----
            """,
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBhjCCASygAwIBAgIUeTZ7XwMmHW4ovKdB5Gyl+Kcvc/cwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOand0LWFzc2F5IHRlc3QwIBcNMjYxMTIxMDI0NTA1WhgPMjEy
            NjEwMjgwMjQ1MDVaMBkxFzAVBgNVBAMMDmp3dC1hc3NheSB0ZXN0MFYwEAYHKoZI
            zj0CAQYFK4EEAAoDQgAETuKib8fCvcDc1V2aPiKOtfbRflxlAK3KN1r7Cxyb50zh
            5p0/zf0k0GncO2cI15ojCi6lBHE6fh3NChmx69Qc/aNTMFEwHQYDVR0OBBYEFKu8
            9yIa+9qWRHylHBtyFXUMx+iDMB8GA1UdIwQYMBaAFKu89yIa+9qWRHylHBtyFXUM
            x+iDMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhANtktEShBlHJ
            pKGFopIajN9yu4JvoF+NT4e1edZe48L9AiAcFVoS9lD0aTMXZYsiy9zMLEG73AJ2
            hJrs71DMty8DZA==
            -----END CERTIFICATE-----
            """
    )

    static let ed25519 = SampleKey(
        description: "ed25519",
        pkcs8: """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIAGQwNt1re2w/sXqo8Q6PT+FXZiwbFaBHqlyxPtl8usy
            -----END PRIVATE KEY-----
            """,
        traditional: nil,
        subjectPublicKeyInfo: """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA2DAG85ywoYUKUDmdONiYILfbo/gIsDCcqb85lx2oe3g=
            -----END PUBLIC KEY-----
            """,
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBSDCB+6ADAgECAhR/f4yM2kiHobljMXa0I51MEMZU6DAFBgMrZXAwGTEXMBUG
            A1UEAwwOand0LWFzc2F5IHRlc3QwIBcNMjYxMTIxMDI0NTA1WhgPMjEyNjEwMjgw
            MjQ1MDVaMBkxFzAVBgNVBAMMDmp3dC1hc3NheSB0ZXN0MCowBQYDK2VwAyEA2DAG
            85ywoYUKUDmdONiYILfbo/gIsDCcqb85lx2oe3ijUzBRMB0GA1UdDgQWBBTmCYnK
            Yq7Y/LEm2lbcE8Go7ERQtjAfBgNVHSMEGDAWgBTmCYnKYq7Y/LEm2lbcE8Go7ERQ
            tjAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANBACPUt12fH3/Oe8P5T8aux+uZNxU+
            1LU5DsYBO/B4RlcvMc2B4vmDGtMrEhRjvdJPh8kWqDsxlnm3nwEFxHiNiw4=
            -----END CERTIFICATE-----
            """
    )

    static let ed448 = SampleKey(
        description: "ed448",
        pkcs8: """
            -----BEGIN PRIVATE KEY-----
            MEcCAQAwBQYDK2VxBDsEOQEWsNhAt/dVZggf0S2VrbL4kUiRuz64483ilE4ErZtA
            CnNuf4yJYZM9PmHPuXsdCfsOIWRKXLYYkg==
            -----END PRIVATE KEY-----
            """,
        traditional: nil,
        subjectPublicKeyInfo: """
            -----BEGIN PUBLIC KEY-----
            MEMwBQYDK2VxAzoAGlITsC6zggqDODA0wjXYtdQnOXIoLXovY7Ee4dg6d7iTSsFL
            8MEz/G2Ok2C9PUFWpruc4TD4Uy0A
            -----END PUBLIC KEY-----
            """,
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBlDCCARSgAwIBAgIUfJMekJ8LuWp40aVAZWBwik6nLZswBQYDK2VxMBkxFzAV
            BgNVBAMMDmp3dC1hc3NheSB0ZXN0MCAXDTI2MTEyMTAyNDUwNVoYDzIxMjYxMDI4
            MDI0NTA1WjAZMRcwFQYDVQQDDA5qd3QtYXNzYXkgdGVzdDBDMAUGAytlcQM6ABpS
            E7Aus4IKgzgwNMI12LXUJzlyKC16L2OxHuHYOne4k0rBS/DBM/xtjpNgvT1BVqa7
            nOEw+FMtAKNTMFEwHQYDVR0OBBYEFP/fAwYvwDQBzVat4bBouoGky0BMMB8GA1Ud
            IwQYMBaAFP/fAwYvwDQBzVat4bBouoGky0BMMA8GA1UdEwEB/wQFMAMBAf8wBQYD
            K2VxA3MAj83oJja1pnfsZfvhGHDmbkK2+NLEbtE64wlSM80BNxHQXWIk++LYNEyx
            gJg2SS5zqnW5zCVCQY6A3x6RbotPdYPawEAQELCmmXW7dNqpcJQTnoqG1GUJ+C7B
            LM+S+HyN5AHGIzOnxEdYGBqOZ7rkvj8A
            -----END CERTIFICATE-----
            """
    )

    /// The public key of ``rsa`` in PKCS #1.
    static let rsaPKCS1 = """
        -----BEGIN RSA PUBLIC KEY-----
        MIIBCgKCAQEAqBqn23c1LHnKouWKSZVfaTPUvZNgFvIEZNZjcJ3bm5zYP5xeA/1X
        DZZreqD3Nkd8cRoNbzdP99kSrVkXn0qss4ntn5sfIc9BXuLVM4bJsuSW/TVAUCI3
        lLVZW0gZbUUrGSpjcWdAu86fCfr08HDG+wu6G4qSwnWIsD4Rv2+BqbVGi+/G1bgD
        R30D0umjpsPOmf1LFMeBVuC34CjIhmiL6BqQWRY+sEWRppdO1zsPSiE68r0s6Hmh
        KL/D5tmEjji5xmJp+VOz2TIUo5KQ5ahYMCGev1pVrFqQkwCM6d4MwjIVVa+8jpRh
        bnWxYrhE0r6foZc68DHAwHw5B14v2SZzvwIDAQAB
        -----END RSA PUBLIC KEY-----
        """
}
