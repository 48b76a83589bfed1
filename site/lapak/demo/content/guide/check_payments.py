"""Memeriksa pembayaran dengan mutasi bank."""

from lapak.demo.content.guide.steps import step

CHAPTER = {
    "slug": "memeriksa-pembayaran",
    "title": "Memeriksa pembayaran dengan mutasi bank",
    "summary": "Mengunggah berkas mutasi dari bank, dan toko mencocokkan uang masuk dengan pesanannya.",
    "audience": ["owner", "helper"],
    "minutes": 8,
    "screen": "check-payments",
    "body": [
        (
            "text",
            "<p>Setiap pesanan mendapat <b>jumlah yang tidak sama</b> dengan pesanan lain, misalnya Rp64.501. "
            "Tiga angka terakhir itulah tandanya. Begitu mutasi bank menunjukkan uang masuk Rp64.501, toko "
            "tahu pesanan mana yang lunas. Anda cukup mengambil mutasi dari bank dan mengunggahnya di sini.</p>",
        ),
        (
            "callout",
            {
                "kind": "warning",
                "text": "<p><b>Foto bukti transfer bukan bukti uang masuk.</b> Foto bisa salah, lama, atau "
                "disunting. Yang dipercaya hanya mutasi rekening Anda sendiri.</p>",
            },
        ),
        ("heading", "Mengambil mutasi dari KlikBCA"),
        (
            "steps",
            [
                step(
                    "<p>Buka KlikBCA di komputer atau ponsel dengan mengetik sendiri alamatnya, lalu masuk "
                    "seperti biasa. Jangan lewat tautan dari pesan siapa pun.</p>"
                ),
                step("<p>Pilih <b>Informasi Rekening</b>, lalu <b>Mutasi Rekening</b>.</p>"),
                step(
                    "<p>Pilih rekening toko dan tanggalnya. Ambil sejak pemeriksaan terakhir sampai hari ini. "
                    "Kelebihan beberapa hari tidak apa-apa: baris yang sama tidak akan tercatat dua kali.</p>"
                ),
                step(
                    "<p>Unduh mutasinya sebagai berkas <b>CSV</b>. Biarkan isinya apa adanya: jangan dibuka "
                    "lalu disimpan ulang dengan Excel, karena angkanya bisa berubah.</p>"
                ),
            ],
        ),
        ("heading", "Mengunggah dan memeriksa dulu"),
        (
            "steps",
            [
                step("<p>Buka menu <b>Cek pembayaran</b>.</p>"),
                step("<p>Pilih berkas CSV tadi dan unggah. Pada tahap ini <b>belum ada yang disimpan</b>.</p>"),
                step(
                    "<p>Baca pratinjaunya. Setiap baris bertanda:</p>"
                    "<ul><li><b>baru</b>: belum pernah masuk, akan dicatat;</li>"
                    "<li><b>sudah ada</b>: sudah tercatat dari berkas sebelumnya, dilewati;</li>"
                    "<li><b>mungkin sama</b>: mirip sekali dengan baris yang sudah tercatat. Bandingkan, lalu "
                    "putuskan sendiri: uang yang sama, atau dua transfer yang kebetulan sama besar;</li>"
                    "<li><b>PEND</b>: bank belum selesai memprosesnya. Tidak dicatat; akan muncul dengan "
                    "tanggal di mutasi berikutnya.</li></ul>"
                ),
                step(
                    "<p>Cocokkan jumlah dan saldo di pratinjau dengan yang tertulis di bank. Kalau ada "
                    "peringatan, misalnya saldo tidak nyambung, unduh ulang berkasnya.</p>"
                ),
                step("<p>Sudah benar? Tekan <b>Terapkan</b>.</p>"),
            ],
        ),
        ("heading", "Yang terjadi setelah Terapkan"),
        (
            "text",
            "<p>Uang yang jumlahnya <b>persis sama</b> dan hanya cocok dengan <b>satu</b> pesanan langsung "
            "dikonfirmasi. Pesanannya pindah ke tab <b>Perlu dikemas</b>, dan alasannya tertulis di pesanan "
            "itu. Selebihnya menunggu keputusan Anda di kotak masuk pada layar yang sama.</p>",
        ),
        ("heading", "Mengurus kotak masuk"),
        (
            "text",
            "<p>Di kotak masuk ada uang yang belum jelas: kurang bayar, lebih bayar, dibayar dua kali, "
            "terlambat, atau satu transfer untuk dua pesanan. Setiap baris disertai <b>usulan</b>, yang paling "
            "mungkin di atas, lengkap dengan sebabnya.</p>",
        ),
        (
            "steps",
            [
                step("<p>Pilih satu baris uang masuk, lalu baca usulannya: nama, jumlah, dan selisihnya.</p>"),
                step(
                    "<p>Kalau yakin, konfirmasi usulan itu. Kalau ragu, tanyakan dulu kepada pembeli lewat "
                    "WhatsApp.</p>"
                ),
                step(
                    "<p>Kurang bayar? Uangnya dicatat untuk pesanan itu, dan pesanan tetap menunggu "
                    "kekurangannya. Lebih bayar? Kelebihannya tetap milik pembeli; kembalikan kepadanya.</p>"
                ),
                step(
                    "<p>Bukan uang pesanan, misalnya setoran sendiri? Biarkan saja. Uang itu tidak akan "
                    "menjadi penjualan.</p>"
                ),
            ],
        ),
        ("heading", "Mengonfirmasi tanpa mutasi"),
        (
            "text",
            "<p>Kadang uang sudah pasti masuk, tetapi mutasinya belum bisa diunduh. Buka pesanannya dan "
            "konfirmasi dengan tangan. Anda akan diminta menulis <b>alasan</b>, misalnya “Saldo dicek di m-BCA "
            "pukul 10.15, uang Rp64.501 sudah masuk”. Alasan, waktu, dan nama Anda tersimpan.</p>",
        ),
        ("heading", "Membatalkan yang keliru"),
        (
            "steps",
            [
                step(
                    "<p><b>Salah konfirmasi:</b> buka pesanannya dan batalkan konfirmasinya. Ini bisa "
                    "dilakukan selama barang <b>belum diserahkan</b>. Pesanan kembali menunggu pembayaran.</p>"
                ),
                step(
                    "<p><b>Salah berkas:</b> di layar <b>Cek pembayaran</b>, batalkan berkas yang terakhir "
                    "diterapkan. Ini bisa dilakukan selama belum ada pesanan yang bergantung pada "
                    "baris-barisnya.</p>"
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "tip",
                "text": "<p>Periksa mutasi dua kali sehari, misalnya pukul 09.00 dan 16.00. Pembeli tidak "
                "menunggu lama, dan kotak masuk tidak menumpuk.</p>",
            },
        ),
        ("try_now", {"screen": "check-payments", "label": "Buka Cek pembayaran"}),
    ],
}
