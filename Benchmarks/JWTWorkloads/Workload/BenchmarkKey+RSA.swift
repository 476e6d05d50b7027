/// The longer RSA keys, made as the others were.
extension BenchmarkKey {
    static let rsa3072 = BenchmarkKey(
        title: "RSA 3072",
        material: .pem(
            """
            -----BEGIN PRIVATE KEY-----
            MIIG/wIBADANBgkqhkiG9w0BAQEFAASCBukwggblAgEAAoIBgQDvcwWyAiODre1a
            2MTU76W3DzdqYRro7ng6fS5vEIjjhNOHXw0/R/bil+i1soS0JKRHNZ5VS1WWjev6
            tP4LaAaj6f/HVyIYFO2oxgTQ4Pta3Wp7mPiivKQfPMEPNbSkpHpkDgsI0Dao4HnZ
            w5x+Y031nhreVeioZj4W++Y4mFNothI7XhbObr/aHHsWjp0MLT9JDOP/rrIfFtbN
            dYJ1cafv0gzSncWZVlEsK/+myHw/kl2PGhZ717w7IPsTx/DC0Ovtgd6WUZW1m2Ps
            t2XbTV3+Cv8mtyj53LBMwYwKccTKz50u2UOG+tMBor8os6t4Xo12Fy1Y+i4KZyfL
            3Y27WO37CshTRycINgBLsGY7Xq55l+uMIczilD6i1VJxGYUDWTFBFibKqD0wkaje
            kJYugghgVc95IcMjIWw7Bs/rQDwzd0SYlg5Vf72Rn3IQ79bd9TS5LmY/abHbVTW6
            i2vsmRQQWAsA7Y48itdlReZpfT8eegopJJowliBt9PeYQVmpqosCAwEAAQKCAYBH
            wBm2y3lE3fs/u7DPdbgccIzUbaCYp8yTCiu90CCUvJp99/eKPNA3+fkbaRDmwgwP
            4ns9Z8OPx5sslsuBM3y55UZlvzBSMwM8DYon5SKsiah8vMvUR96OFbBsFFW6+CZM
            kQCxdWLLm+gnXrwoCy2zKds3QFrlCy4TyQulbc+gkt5Ht9vxo7INc3dWvQlGOtC5
            3Qj89qYdNsTK8ClVc+c0r6Zz/h7V4c2VBOIoYe8JRZyPYuvV1EFtHmbd+I2mct+K
            6VHvUCyAUPPUtl+N/f12ETpET0int6M4ZIQ+QYXtQiHrw3XaZBJnMUjGUJr4SDPa
            9zs4pML6K88yPuY4x2U6JaBsa5RayFA+qnYV7BcMnHZvASVD/gS+bK6V6Lo2a7Ir
            YAN/45MrpYUzJZ+73zViH2DFipqZuisZWOVfW3dEQLHPo1+XvPLbD0QEWa3zkT68
            YiEvE0Tt47GeMtDCmXe1l6HFY3lz8AWKAoaaOhhTyNuK9dT9/PJC5FOe4dflRXEC
            gcEA/58tylVt2tzaFQUydcLBzLYA3WFcATr82If4FsE/r6zPF3w3viQrMHZE6Am7
            QydJaGfNjwAlEvXwA3rchdqMDGIvmhoDLzYkm8OoWD4y6Wmy8kO3s4Ia+2rfz4It
            UH7j40Lp//e4jYhID7TZ8xaTuVEgmDBM4qQbE/20kpsv3qIrioZB3zGh/QDxTHuh
            S024pG5HSuwagAFY1I4kHNGT7vzbco9+H+0ozPS8GN6jkPkCXnHuxmXCZLDXdpPG
            rQzHAoHBAO/Nt7/wN5hzWFzKXa41s3liwUIX0K+7FTJ5mixLb9I2SpytWjyf8kMP
            VGAWqt8Bw7ZbKNS+n0JI0JA5s3s9srV/cpsJhAWtj9TOq8nPDCYZsFsyNpfc+BUA
            5UL8NpKGV86wIh8YqVszFQjOMUaDm6N9GPq13BWeBsaR0YiNz1pVhvhACq5nn9fb
            ZJazo2XE1nN8BtlRWN+VDI8qDz5E4FJhRNFHG9NjBu0aHplMhqu0trXmlFFD1vxh
            Aanv0A8IHQKBwQDGsvZGJFfrW+dNlaeesFAzD3rmmuqIrlCjBDZNgdQ+e2bTC6TM
            8ZJ87kIr2Hyu+5ftR1sbAHLRJUl3ewZ2KebZLW1xLS0ygrS8O7/dMCQlGhuWhBsE
            t2q/6lilFbyhqLD+FCKO7QGRStExHFSax/72e2CJzGnHdubxiDHYEDeKqKaN3ETR
            +OPBJf1rhWJghb60WmCilZsXy3RAbWkW2bZTfEwc5fuVV6Vyg/6+mjms1FMKFSgV
            Ij6URH6H1uEF3TsCgcEA3skKS0GLBRE0KJDBU9YENWOwFA04DesLGGes+jXjXzKd
            Qs4ypVwboH2fb93fRWvIPaSXXH70SoqHaVaSDo8VdlU/ThYbF4NVuul+4/B9YvA+
            zZrq6U+bEzhPxlm3AY3aCeXM7YLl5BqjEhkt4krmz46rJFDMdTDpLpXOSsUkvNH0
            oLIuujT/ZXUoEHI3/ZZPfd7eJgvTO3SnxGHY44rttNs1KhCcI1k+2AyKHPXhr6gm
            jvv3E0CpfLNK7mwjqbNpAoHBANkkrW5Id9t5INV7iMYKAy+/k3ZtbWT2GMvOshWM
            NSVrc3WFMcuJLzb+3oVDGXh7nYIwfU1AWTphFZ5IPeV/4w8OgjsyccsmIi0mYtH/
            znRj4tnOBEYH8XopgJVs58HTpxqHw6utICaBP1gpKJspfKifJUbuCjADMtj+X0n7
            NkNw5NKF/VUgE+PqSM4f8gcjy5ZH+V0szlssaoWzwTR8PZtESmZImTDMwF/0ffcy
            ZZ7XpbFx6AMgvtn7sv717BKOeA==
            -----END PRIVATE KEY-----
            """
        )
    )

    static let rsa4096 = BenchmarkKey(
        title: "RSA 4096",
        material: .pem(
            """
            -----BEGIN PRIVATE KEY-----
            MIIJQgIBADANBgkqhkiG9w0BAQEFAASCCSwwggkoAgEAAoICAQCmMndmxwtPs4zj
            UGC3OmrzAxVHja19ElhztjmmAq86fwOgGWeDLLnG6NlPhJDPpif5rpEzGXrcl4aN
            66pXbC1JRP4NtLURoklsvuuGTLlKdgSDNv67Yc3/QHGREOvXQMH+ulaPeO09SDAa
            EDGB7lTBuq0KxW8m0Q6hsaOw/q/Y0wnALthakf/8GUfj2hZOKyEb4ZoH5QYMkuST
            lO2HPR3tJtHQ/C6DGJwvk+H8jHeTc1tpNJ7KSxmzM+w7+mIWleSciuiBm+7Qoy/e
            vHBeHVmOVE/fYdjg6D2SYuItNGDUSGZKVyKWOkOV+QFZLWHnBNkEeC+liRVz2vuD
            NmcnIupPVhGxgc6MhhUPCnTFStKIOL7u1Rp+BtL9vSluL2SuWFxQewXgDPiRp/8l
            CK8tK6AsIVU8RVpNHqOOe9SA+V1rchFbuHs3FbsxVSG5RQicLG8P7L/OpgYZTrxy
            CJZaRGPdfcTnfsn/zvxmwZ2mgI8tw0j9LVCPZv9FZjAe+hbhlJleUJ1z8LY1cwy9
            xSfK/dJ9zFe4xT5OF/5eNne8yfoEJBhJhHPWHT7AQ3c5QO6zIMqz7/qhVkniXmJM
            Ct/PINeyqvZwDmky1mV8F2tnl8FV18h10GKpT1gmV5IkyfnTDKfptOEaH07r6cJB
            53lc7TLNW5vSmxwNNEQbTuKhikm02wIDAQABAoICAExsOGuSa6kir053z4Fx42wL
            puVYSMaSgQn0aV3lLh5/+XLNO8Qd9O96czMVimFxzkAJ/cq5lL2LD9yC2bmJjOl8
            SDaVOg35yjmvMS54aVvMGRcdWtVfjBIr2A0U8t3wcURo+xTOTok3gKb7e0h8B41u
            AdRKJWp8B3Zi8RqagtH5eSpeYC6FpGiQV3Z2+nrHalofy2yF69osUd9rRC5D9Fbw
            2tp2nAy8bFWUcv5muTWcfhRKlhn/nrnAzohmAmTQWGeDmJbA1XgrEgAiNqmQZXYF
            XxUhMVF6eZWu0sJmq3/yKtdUahsaf6me7vfK3pIUsJZVjdNYzfyQXcdgZN6iN4u2
            HPDF6Mxq8jKfsxS5mPPB0Ia2RYQHsSCJ3MVwPZ9ptYirYRO//+BnU3mYerwkwdaR
            FTzO3DfljcYdg+Y/gw9cklQgJ/29Q26zeUcx6KkuDNHWACgj+MCZ6Fx7kQbZOjr0
            a2btjrDSpJ8yrLqdItmtpvje+j9JsxZ8itpphxPr4QCjw5PLck2EEwIQWnnFgXYp
            fDeilUdpjO5vCUFVyzZvwg9ev5ow+3dlplF5XeGkmcR4TBAmaSYKjjCEGvE1KNiV
            ZfIWK86/dJbBK76jUcG0DqvxS7k9ImD9iDQqyT/lO9gI+nrYr7Ot0HHDuWV2IYZ9
            /icbGBrlMohctGK3lZ7BAoIBAQDOqHTGtf8ZHbDlkhtNjuLiVjm7vDYhqUTX1D4W
            zngWsGngBCRrUziuoxC5pB5wgo1R3fRSxjUjK0DE0W9tNCnRjOn0oqDrh0VfmJMG
            wfWXw2hKUQVxcqpa9wa8tS5SW8Uyy5JGwehfBvdIuW/efn9XfPgx0p95VKg/wQbr
            /8A9BFiZW9ezaYUQVXKIhae/Td/HPHOjFVMh1T1k2q9WbI/gjfkgLYJdhVXXFcT3
            avzqyIVFqBkGoQ6MoTGzSoRPOtYtK1go+IqwmT/52TJQx/Hom0V2T26rsc/ZO/iV
            YCdkT87cGrL2eZfe2UqC5HGUYlt6l5giZJbMO3WGvif80ardAoIBAQDN4Ov4yfj4
            5587d5d2/3AaOrHqThZPInLfgtyrFFiUz48RLAK0+7gw2VG1sRvrUMPSshVImvfS
            pYhnNiQ1BvJj86/KRGMD7qNjfi91ZEEhKG2BhhyONKkIwx9JC+WoOCyOVbpmq+Kw
            rVDUMcb2FWFrc54tr9VkGRzqWOFhDh0JHbd0fDHBsvVgmtXGnmHEKkTmtXVk6+/C
            IqwZpviqBEcdNRnzM0pvAmZngc9atqe29wcp8bALwgCSlbgfWh+HP6QrKw4kqNEZ
            VUEp2bPBkXBjp4OrWz5epBx1Ju1RgS7DOVfDwSM98mCi1JUW4NGpoCesGvODHvsE
            OXZr0HugJ5cXAoIBAAxhPw2gXXXNt4kpJYWR57mTXMYIUl3V3A/p4QZQvBTv4IfQ
            97WOOLkNf7T/ReuLhpe+6iIDSa+fqbOgsEIke9TX0jQbgfRaGCfP5g7jk6jRxe+d
            xuuy6M2mOrsXR30bjkaqt0qR1y/KJQowQalcfphpHh0t9uu3zJR1JcsBeSyuk/gr
            7lILIjOGSuQuzYvCSIOQ9YRxhJdkRNdD2nkc68mR97ibwVGE6U2HOlNwD1KpTIKN
            vWIOR+bYyTdqYV61sZrnG9LogLZvl8uJ3V/FepJqqtCZlZGnh0IGO7AHIJT7yvKY
            jtwBEL4C2lnZAYzYD47agfyddgMqFLJLte2JSekCggEAOOztMmBeSCx7Oc0qg0vD
            6my6TwgCYSUsUCL18xPwHk15yIy7vuEvH8qnLi7nglxVmQeGnQnEZmlA2xD8V/Ew
            ynRR8gKQwkCUyujUJIhw/cMY7Exxztw+tN6G4wK4IJhPsZeAr+ztBF8Xz2RoGBj3
            U+enIAjTXxcWiLHEt7pYSvH9jObeNynNcUW+wGmArOXnIUehSyN1qt89aOZjMVd3
            dlr9buKKvUEToaEh/Xoty4hoYa+jNs0QrXdabsjTmOj+8rS392j6UB/jobfBXU9i
            nRtva80R5MdJ2xbFXdjzXiWX39eib/l5wOw4wReuwVE4Rv04wdOqIpPk65C87h6k
            RwKCAQEAp+HBnnNxOX1vUEk6b7C3nrtu0qPfNGs6L09SjH5lQourJ7WFM7y5QiJ+
            v1+udkm/Z6kDsv/lFFenNQQGuTUJ4ig1GgTdw6oWLIdqy8+FrIkNpmeCoPZkwkB+
            gz1uZ8kWmucKcYBcNGCejH2xPkF9K8FiRsDvJZxKeP0dFdW9alboGQvN6UnTskpG
            pxb/YWvR8LWAnp682KKEmRh6zt1fB31+QF9vOb6DUvMCSMBYcmVP1cmnCQKRdAYo
            eUO1rHNNdgWtINUtXktO8IfhFFEsMCr57lB8FzSkdGZ4NaUlwt7FG9db71JYhnCf
            FYDoL/SpItfI2lA6CLWqEehb4prPNw==
            -----END PRIVATE KEY-----
            """
        )
    )
}
