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
            "<p>Setiap pesanan mendapat <i>jumlah yang tidak sama</i> dengan pesanan lain, misalnya Rp64.501. "
            "Tambahan kecil di belakang, yaitu kode unik, itulah tandanya. Begitu mutasi bank menunjukkan uang "
            "masuk Rp64.501, toko tahu pesanan mana yang lunas. Anda cukup mengambil mutasi dari bank dan "
            "mengunggahnya di sini.</p>",
        ),
        (
            "callout",
            {
                "kind": "warning",
                "text": "<p><i>Foto bukti transfer bukan bukti uang masuk.</i> Foto bisa salah, lama, atau "
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
                    "<p>Unduh mutasinya sebagai berkas CSV. Biarkan isinya apa adanya: jangan dibuka "
                    "lalu disimpan ulang dengan Excel, karena angkanya bisa berubah.</p>"
                ),
            ],
        ),
        (
            "text",
            "<p>Bank lain juga bisa: Mandiri, BRI, BNI, BSI, Jago, SeaBank, dan lainnya, sebagai CSV, Excel, PDF, "
            "MT940, atau OFX. Kalau tabelnya belum dikenal, toko bertanya sekali isi tiap kolomnya, lalu "
            "mengingatnya.</p>",
        ),
        ("heading", "Mengunggah dan memeriksa dulu"),
        (
            "steps",
            [
                step(
                    "<p>Masuk ke toko, tekan tiga garis di kiri atas (di komputer menunya sudah tampak), lalu pilih "
                    "<b>Cek pembayaran</b>.</p>",
                    "check-payments-1-menu",
                    "Menu terbuka di ponsel; kata Cek pembayaran diberi bingkai, di antara Pesanan dan Produk.",
                ),
                step(
                    "<p>Di <b>Berkas mutasi</b>, pilih berkas tadi. Kalau berkasnya terkunci, isi <b>Kata sandi "
                    "berkas, kalau ada</b>. <b>Rekening bank</b> boleh dibiarkan <b>sesuai isi berkas</b>. Tekan "
                    "<b>Lihat isinya</b>. Pada tahap ini <i>belum ada yang disimpan</i>.</p>",
                    "check-payments-2-upload",
                    "Bagian Unggah mutasi bank: berkas sudah dipilih; tombol Lihat isinya diberi bingkai.",
                ),
                step(
                    "<p>Layar <b>Pratinjau mutasi</b> terbuka. Cocokkan <b>Saldo akhir menurut bank</b> dengan "
                    "saldo yang tertulis di bank. Kalau semuanya sesuai, di bawahnya tertulis <b>Jumlah semua "
                    "baris cocok dengan saldo bank.</b> Kalau ada peringatan, unduh ulang berkasnya.</p>",
                    "check-payments-3-preview",
                    "Pratinjau mutasi: tiga baris baru, lalu saldo awal, uang masuk, uang keluar, dan saldo akhir.",
                ),
                step(
                    "<p>Di bawah tombol <b>Terapkan</b> ada baris-barisnya. Setiap baris bertanda:</p>"
                    "<ul><li><b>baru</b>: belum pernah masuk, akan dicatat;</li>"
                    "<li><b>sudah ada</b>: sudah tercatat dari berkas sebelumnya, dilewati;</li>"
                    "<li><b>mungkin sama</b>: mirip sekali dengan baris yang sudah tercatat. Bandingkan dulu. Kalau "
                    "ini memang transfer lain yang kebetulan sama besar, centang <b>Ini transfer lain: catat "
                    "sebagai baris baru</b>; kalau uang yang sama, biarkan;</li>"
                    "<li><b>PEND</b>: bank belum selesai memprosesnya. Tidak dicatat; akan muncul dengan "
                    "tanggal di mutasi berikutnya.</li></ul>"
                    "<p>Sudah benar? Tekan <b>Terapkan</b>.</p>",
                    "check-payments-4-lines",
                    "Tombol Terapkan diberi bingkai; di bawahnya dua transfer masuk bertanda baru.",
                ),
            ],
        ),
        ("heading", "Yang terjadi setelah Terapkan"),
        (
            "text",
            "<p>Uang yang jumlahnya <i>persis sama</i> dan hanya cocok dengan <i>satu</i> pesanan langsung "
            "dikonfirmasi. Pesanannya pindah ke tab <b>Perlu dikemas</b>, dan alasannya tertulis di pesanan "
            "itu. Bunga, pajak bunga, dan biaya bank dicatat sendiri. Selebihnya menunggu keputusan Anda di "
            "<b>Kotak masuk</b> pada layar yang sama.</p>",
        ),
        ("heading", "Mengurus kotak masuk"),
        (
            "text",
            "<p>Di <b>Kotak masuk</b> ada uang yang belum jelas: kurang bayar, lebih bayar, dibayar dua kali, "
            "terlambat, atau satu transfer untuk beberapa pesanan. Di bawah <b>Menurut bank</b> ada uangnya; di "
            "bawah <b>Kemungkinannya</b> ada usulan pesanannya, yang paling mungkin di atas, lengkap dengan "
            "sebabnya.</p>",
        ),
        (
            "steps",
            [
                step(
                    "<p>Baca usulannya: nama, jumlah, dan selisihnya. Kalau ragu, tanyakan dulu kepada pembeli lewat "
                    "WhatsApp. Kalau yakin, tekan tombol yang berbunyi <i>Terima Rp… untuk LP-…</i>: jumlah di "
                    "tombol itu dicatat untuk pesanan yang nomornya tertulis di sana.</p>",
                    "check-payments-5-inbox",
                    "Kotak masuk: transfer Bambang Prasetyo bertanda Kurang bayar; tombol Terima Rp untuk "
                    "pesanannya diberi bingkai.",
                ),
                step(
                    "<p>Usulannya tidak tepat, atau tidak ada? Tekan <b>Pilih pesanan</b>, cari pesanannya, centang, "
                    "lalu tekan <b>Konfirmasi pembayaran</b>.</p>"
                ),
                step(
                    "<p><b>Kurang bayar</b>: uangnya dicatat untuk pesanan itu, dan pesanan tetap menunggu "
                    "kekurangannya. Di halaman pesanan ada <b>Minta kekurangannya lewat WhatsApp</b>; kekurangan "
                    "yang sangat kecil boleh direlakan. <b>Lebih bayar</b>: kelebihannya tetap milik pembeli. "
                    "Tekan <b>Ini uang lain</b>, lalu pilih <b>Lebih bayar atau bayar dobel: simpan untuk "
                    "pelanggan</b>; nanti kembalikan, atau pakai untuk pesanan berikutnya.</p>"
                ),
                step(
                    "<p>Bukan uang pesanan, misalnya belanja ke pemasok atau setoran sendiri? Tekan <b>Beri "
                    "keterangan</b>, pilih uang apa itu, lalu tekan <b>Catat</b>. Belum tahu juga? Pilih <b>Belum "
                    "tahu: sisihkan dulu</b>; uangnya tetap tercatat dan bisa dijelaskan nanti.</p>"
                ),
                step(
                    "<p>Kalau semua baris satu bulan sudah jelas, tekan <b>Nyatakan beres</b> di bagian "
                    "<b>Bulan</b>.</p>"
                ),
            ],
        ),
        ("heading", "Mengonfirmasi tanpa mutasi"),
        (
            "text",
            "<p>Kadang uang sudah pasti masuk, tetapi mutasinya belum bisa diunduh.</p>",
        ),
        (
            "steps",
            [
                step("<p>Lihat sendiri di rekening toko bahwa uangnya sudah masuk, dengan jumlah yang tepat.</p>"),
                step(
                    "<p>Buka menu <b>Pesanan</b>, tekan nomor pesanannya, lalu tekan <b>Konfirmasi pembayaran</b>.</p>"
                ),
                step(
                    "<p>Periksa <b>Jumlah</b> dan <b>Rekening bank</b>, tulis <b>Alasan</b>, misalnya “Terlihat di "
                    "m-BCA 10.15”, lalu tekan <b>Konfirmasi pembayaran</b>. Alasan, waktu, dan nama Anda "
                    "tersimpan.</p>",
                    "check-payments-6-by-hand",
                    "Layar Konfirmasi pembayaran: isian Alasan dan tombol Konfirmasi pembayaran diberi bingkai.",
                ),
            ],
        ),
        ("heading", "Membatalkan yang keliru"),
        ("text", "<p>Keduanya hanya bisa dilakukan oleh pemilik.</p>"),
        (
            "steps",
            [
                step(
                    "<p><i>Salah konfirmasi:</i> buka pesanannya, lalu di bagian <b>Pembayaran</b> tekan "
                    "<b>Batalkan konfirmasi</b>, tulis alasannya, dan tekan <b>Batalkan konfirmasi ini</b>. Ini bisa "
                    "dilakukan selama barang <i>belum diserahkan</i>. Pesanan kembali menunggu pembayaran.</p>",
                    "check-payments-7-undo",
                    "Bagian Pembayaran sebuah pesanan: uang dikonfirmasi otomatis, dan tombol Batalkan konfirmasi.",
                ),
                step(
                    "<p><i>Salah berkas:</i> di layar <b>Cek pembayaran</b>, bagian <b>Mutasi yang sudah "
                    "diunggah</b>, tekan <b>Batalkan</b> di berkas itu, lalu sekali lagi. Ini bisa dilakukan selama "
                    "belum ada pesanan yang dibayar dengan baris-barisnya.</p>"
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
